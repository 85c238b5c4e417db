/// The preset lists. Who writes which name:
///
///   plain           id title text date source url lang|language
///   news-please     title maintext date_publish source_domain url language
///   newspaper       title text publish_date source_url url meta_lang
///   tgcontest       title text timestamp|published_time sitename|site_name url
///   passim, dolma   id series text date; id text source created
///   NewsAPI         title content|description publishedAt source.name url
///   Guardian        webTitle fields.bodyText|fields.body webPublicationDate webUrl sectionName
///   New York Times  headline.main lead_paragraph|abstract|snippet pub_date web_url _id
///   JSON Feed       content_text|content_html|summary date_published external_url
///   trafilatura     title text date hostname|sitename url; raw_text
///   databases       _id (MongoDB: {"$oid": ...}), date (MongoDB: {"$date": ...}), _source (Elasticsearch)
///   crawls          domain, media_name, selftext, created_utc, pubDate, ...
///   spreadsheets    the plain words in the languages of the background tables
///
/// What is only a summary stands last: it is the text of an export that has no other.
#include "read/fields.h"

#include "bundel/url.h"
#include "ground/ascii.h"
#include "read/utf8.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace bundel::read_detail {
namespace {

std::array<std::vector<std::string>, kParts> preset_names() {
  return {{
      {"id", "_id", "uid", "uuid", "guid", "article_id", "news_id", "doc_id", "document_id", "docno", "item_id",
       "identifier"},
      {"title",       "headline",    "webTitle", "fields.headline", "article_title",    "news_title",
       "heading",     "titel",       "kop",      "titre",           "titolo",           "titulo",
       "título",      "tytuł",       "başlık",   "заголовок",       "article_headline", "news_headline",
       "überschrift", "schlagzeile", "titular",  "otsikko"},
      {"text",
       "maintext",
       "main_text",
       "body",
       "content",
       "article",
       "article_text",
       "article_body",
       "article_content",
       "full_text",
       "full_content",
       "content_text",
       "content_html",
       "content_encoded",
       "fields.bodyText",
       "fields.body",
       "body_text",
       "body_paragraphs",
       "paragraphs",
       "plain_text",
       "clean_text",
       "cleaned_text",
       "raw_text",
       "text_content",
       "news_text",
       "story",
       "story_text",
       "selftext",
       "contents",
       "body_html",
       "news_body",
       "news_content",
       "tekst",
       "texte",
       "contenu",
       "contenido",
       "contenuto",
       "inhoud",
       "volltext",
       "testo",
       "texto",
       "inhalt",
       "treść",
       "metin",
       "текст",
       "lead_paragraph",
       "summary",
       "description",
       "abstract",
       "snippet",
       "excerpt",
       "fields.trailText",
       "standfirst",
       "lead",
       "intro",
       "teaser"},
      {"date",
       "date_publish",
       "publish_date",
       "published_time",
       "published_at",
       "published",
       "published_date",
       "date_published",
       "publication_date",
       "pub_date",
       "publish_time",
       "publication_time",
       "webPublicationDate",
       "first_publication_date",
       "timestamp",
       "datetime",
       "date_time",
       "created",
       "created_at",
       "created_utc",
       "date_created",
       "posted",
       "posted_at",
       "date_posted",
       "time",
       "seendate",
       "release_date",
       "issue_date",
       "article_date",
       "news_date",
       "first_published",
       "datum",
       "publicatiedatum",
       "erscheinungsdatum",
       "veröffentlichungsdatum",
       "date_publication",
       "date_de_publication",
       "fecha",
       "fecha_publicacion",
       "fecha_publicación",
       "fecha_de_publicación",
       "data",
       "data_pubblicazione",
       "data_publikacji",
       "tarih",
       "дата"},
      {"source.name", "source",         "source_domain", "source_name", "publisher",    "publication",
       "outlet",      "sitename",       "site",          "hostname",    "domain",       "media_name",
       "media",       "medium",         "newspaper",     "news_source", "website",      "series",
       "source_url",  "feed",           "bron",          "quelle",      "media_outlet", "news_outlet",
       "news_site",   "publisher_name", "krant",         "zeitung",     "journal",      "medio",
       "testata",     "fonte",          "fuente",        "źródło",      "kaynak",       "источник"},
      {"url", "link", "web_url", "article_url", "permalink", "canonical_url", "external_url", "href", "uri"},
      {"lang", "language", "meta_lang", "language_code"},
  }};
}

/// The first preset of the text that is only a summary.
constexpr std::string_view kFirstSummary = "lead_paragraph";

/// Letters beyond ASCII in one case; both of Turkish's i are one.
std::string other_letters_folded(const std::string& name) {
  icu::UnicodeString letters = icu::UnicodeString::fromUTF8(name);
  letters.foldCase();
  letters.findAndReplace(icu::UnicodeString(UChar32{0x131}), icu::UnicodeString(u'i'));
  letters.findAndReplace(icu::UnicodeString(UChar32{0x307}), icu::UnicodeString());  // left by a capital i with a dot
  std::string folded;
  letters.toUTF8String(folded);
  return folded;
}

}  // namespace

std::string folded_name(std::string_view name) {
  std::string folded;
  bool ascii = true;
  name = trimmed(name);
  while (name.starts_with(kBom)) name = trimmed(without_bom(name));  // a second one, behind that of the file
  for (const char c : name) {
    const bool joint = c == ' ' || c == '_' || c == '-';
    ascii = ascii && c >= 0;
    if (!joint || folded.empty()) folded += ground::ascii_lower(c);
  }
  return ascii ? folded : other_letters_folded(folded);
}

FieldPlan::FieldPlan(const FieldNames& given) {
  const std::array<const std::string*, kParts> wanted = {&given.id,     &given.title, &given.text,    &given.date,
                                                         &given.source, &given.url,   &given.language};
  const std::array<std::vector<std::string>, kParts> presets = preset_names();
  for (std::size_t i = 0; i < kParts; ++i) {
    const Part part{static_cast<std::uint8_t>(i)};
    if (wanted[i]->empty()) {
      for (const std::string& name : presets[i]) add(part, name);
    } else {
      add(part, *wanted[i]);
      given_.set(i);
    }
  }
  if (given_.test(static_cast<std::size_t>(Part::text))) return;
  const auto texts = names(Part::text);
  first_summary_ = static_cast<std::size_t>(std::ranges::find(texts, kFirstSummary) - texts.begin());
  presets_end_ = texts.size();
}

FieldPlan FieldPlan::with_text(const std::string& name) const {
  FieldPlan plan = *this;
  plan.add(Part::text, name);
  return plan;
}

void FieldPlan::add(Part part, const std::string& name) {
  std::vector<std::string>& names = names_[static_cast<std::size_t>(part)];
  const std::string folded = folded_name(name);
  uses_[folded].push_back({part, static_cast<std::uint16_t>(names.size())});
  for (std::size_t dot = folded.find('.'); dot != std::string::npos; dot = folded.find('.', dot + 1))
    prefixes_.insert(folded.substr(0, dot));
  names.push_back(name);
}

std::span<const FieldPlan::Use> FieldPlan::uses(std::string_view path) const {
  const auto known = uses_.find(path);
  return known == uses_.end() ? std::span<const Use>{} : known->second;
}

bool FieldPlan::leads_on(std::string_view path) const {
  return prefixes_.contains(path);
}

std::string_view part_name(Part part) {
  constexpr std::array<std::string_view, kParts> kNames = {"id", "title", "text", "date", "source", "url", "language"};
  return kNames[static_cast<std::size_t>(part)];
}

std::string language_code(std::string_view given) {
  const std::string_view tag = trimmed(given);
  std::string code;
  for (const char c : tag.substr(0, tag.find_first_of("-_"))) {
    const char lower = static_cast<char>(c | 0x20);
    if (lower < 'a' || lower > 'z') return {};
    code += lower;
  }
  return code.size() == 2 || code.size() == 3 ? code : std::string();
}

bool is_placeholder(std::string_view value) {
  constexpr std::size_t kLongest = 40;  // bytes; longer ones are texts in brackets
  constexpr std::array<std::string_view, 6> kMissing = {"\\n", "nan", "null", "none", "n/a", "undefined"};
  value = trimmed(value);
  if (value.size() > kLongest || value.empty()) return false;
  if (value.front() == '[' && value.back() == ']') return value.find_first_of("[]", 1) == value.size() - 1;
  return std::ranges::find(kMissing, ground::ascii_lower(value)) != kMissing.end();
}

std::string source_name(std::string_view given) {
  const std::string_view name = trimmed(given);
  if (std::string host{host_of(name)}; !host.empty()) return host;
  return std::string(name);
}

std::string shown_names(std::span<const std::string> names) {
  constexpr std::size_t kShown = 12;
  constexpr std::size_t kLongest = 40;
  std::vector<std::string> shown;
  for (const std::string& name : names.first(std::min(kShown, names.size()))) {
    std::string one = name.size() <= kLongest ? name : "...";
    std::ranges::replace_if(
        one, [](char c) { return c >= 0 && c < ' '; }, ' ');
    shown.push_back(std::move(one));
  }
  const std::size_t more = names.size() - shown.size();
  return fmt::format("{}{}", fmt::join(shown, ", "), more > 0 ? fmt::format(" and {} more", more) : "");
}

}  // namespace bundel::read_detail
