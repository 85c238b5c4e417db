/// The preset lists. Who writes which name:
///
///   plain        id title text date source url lang|language
///   news-please  title maintext date_publish source_domain url language
///   newspaper    title text publish_date source_url url meta_lang
///   tgcontest    title text timestamp|published_time sitename|site_name url
///   passim       id series text date
///   dolma        id text source created
///   NewsAPI      title content publishedAt source.name url
///   databases    _id (MongoDB: {"$oid": ...})
#include "read/fields.h"

#include "read/utf8.h"

namespace bundel::read_detail {
namespace {

std::array<std::vector<std::string>, kParts> preset_names() {
  return {{
      {"id", "_id.$oid", "_id", "uid"},
      {"title", "headline"},
      {"text", "maintext", "body", "content"},
      {"date", "date_publish", "publish_date", "published_time", "published_at", "publishedAt", "published",
       "timestamp", "created"},
      {"source.name", "source", "source_domain", "sitename", "site_name", "series", "source_url"},
      {"url", "link"},
      {"lang", "language", "meta_lang"},
  }};
}

}  // namespace

FieldPlan::FieldPlan(const FieldNames& given) : names_(preset_names()) {
  const std::array<const std::string*, kParts> wanted = {&given.id,     &given.title, &given.text,    &given.date,
                                                         &given.source, &given.url,   &given.language};
  for (std::size_t part = 0; part < kParts; ++part) {
    if (wanted[part]->empty()) continue;
    names_[part] = {*wanted[part]};
    given_.set(part);
  }
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

}  // namespace bundel::read_detail
