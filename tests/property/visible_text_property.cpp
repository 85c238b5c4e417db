/// Random markup: the scanner of tags against gumbo, the rules against slow definitions, and what always holds.
#include "bundel/text.h"
#include "text/entities.h"
#include "text/html_tree.h"
#include "text/markup_survey.h"
#include "text/strip_tags.h"

#include <doctest/doctest.h>
#include <gumbo.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>
#include <random>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace bundel {
namespace {

using text_detail::References;
using text_detail::WhiteSpace;

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <typename List>
  auto pick(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::mt19937 random_;
};

bool is_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    UChar32 code = 0;
    U8_NEXT(bytes, at, text.size(), code);
    if (code < 0) return false;
  }
  return true;
}

/// All text in gumbo's tree.
std::string text_by_gumbo(const std::string& html) {
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
  std::string text;
  std::vector<const GumboNode*> open = {output->root};
  while (!open.empty()) {
    const GumboNode* node = open.back();
    open.pop_back();
    if (node->type == GUMBO_NODE_ELEMENT) {
      const GumboVector& children = node->v.element.children;
      for (unsigned i = children.length; i-- > 0;) open.push_back(static_cast<const GumboNode*>(children.data[i]));
    } else if (node->type != GUMBO_NODE_COMMENT) {
      text += node->v.text.text;
    }
  }
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return text;
}

/// As written: each "&...;" asked of gumbo by itself.
std::string naive_resolve(const std::string& text) {
  static const std::regex kReference("&(#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);");
  std::string out;
  auto from = text.cbegin();
  for (std::sregex_iterator match(text.begin(), text.end(), kReference), end; match != end; ++match) {
    out.append(from, (*match)[0].first);
    const std::string written = match->str();
    const std::string resolved = text_by_gumbo("<p>" + written);
    // gumbo also takes the beginning of an unknown name for one that needs no semicolon.
    const bool whole = resolved == ";" || resolved.back() != ';';
    out += whole ? resolved : written;
    from = (*match)[0].second;
  }
  out.append(from, text.cend());
  return out;
}

std::string resolve(const std::string& text, References which) {
  std::string out;
  return text_detail::append_resolved(text, which, out) ? out : text;
}

}  // namespace

TEST_CASE("every name of two to four letters, and every longer one that a random walk finds, means what gumbo says") {
  const std::string_view letters = "abcdefgilmnopqrstuvzACEGLNOR12";
  Dice dice(1);
  std::vector<std::string> names;
  for (const char a : letters) {
    for (const char b : letters) {
      names.push_back({a, b});
      for (const char c : letters) names.push_back({a, b, c});
    }
  }
  constexpr auto kParts = std::to_array<std::string_view>(
      {"acute", "grave", "uml",  "circ", "tilde", "quo",  "Left", "Right", "Double", "Arrow", "arr", "cal", "scr",
       "opf",   "fr",    "dash", "ell",  "ip",    "quot", "amp",  "lt",    "gt",     "nbsp",  "not", "in",  "sub",
       "sup",   "eq",    "e",    "E",    "a",     "A",    "o",    "O",     "r",      "l",     "d",   "b",   "s",
       "S",     "h",     "m",    "n",    "c",     "apos", "copy", "reg",   "euro",   "hell",  "bull"});
  for (int i = 0; i < 20'000; ++i) {
    std::string name;
    for (std::size_t part = 0; part <= dice.below(3); ++part) name += dice.pick(kParts);
    names.push_back(name);
  }
  std::size_t resolved = 0;
  for (const std::string& name : names) {
    const std::string reference = "&" + name + ";";
    const std::string ours = resolve(reference, References::closed);
    resolved += ours == reference ? 0 : 1;
    if (ours != naive_resolve(reference)) {
      CAPTURE(reference);
      CHECK(ours == naive_resolve(reference));
    }
  }
  CHECK(resolved > 500);
}

TEST_CASE("numbers mean what gumbo says") {
  Dice dice(2);
  for (int i = 0; i < 5'000; ++i) {
    const std::size_t number = dice.one_in(2) ? dice.below(0x300) : dice.below(0x120000);
    // HTML leaves carriage returns and NUL to rules of their own.
    if (number == 0x0D) continue;
    const std::string reference = "&#" + std::to_string(number) + ";";
    CAPTURE(reference);
    CHECK(resolve("x" + reference, References::closed) == naive_resolve("x" + reference));
  }
}

TEST_CASE("random texts of references are resolved as gumbo does one by one, and in HTML as gumbo does") {
  constexpr auto kScraps = std::to_array<std::string_view>(
      {"&",      "&",    "amp",   ";",      ";",    "lt",   "#",    "#x",   "8217",  "x",
       "41",     "copy", "notit", "not",    "quot", " ",    "=",    "euro", "&amp;", "&quot;",
       "\u00E9", "AMP",  "nbsp",  "hellip", "word", "&#0;", "sect", "para", "times", "reg"});
  Dice dice(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = "x";
    for (std::size_t scrap = 0; scrap < 12; ++scrap) text += dice.pick(kScraps);
    text += "x";
    CAPTURE(text);
    REQUIRE(resolve(text, References::closed) == naive_resolve(text));
    if (text.find("&#0") == std::string::npos) REQUIRE(resolve(text, References::html) == text_by_gumbo("<p>" + text));
  }
}

namespace {

/// What makes a text marked up, by regular expressions over all of it; for texts without tags that may stand alone.
bool naive_is_markup(const std::string& text) {
  static const std::regex kComment(
      R"(<!--[^]*?-->|<!doctype[^>]*>|<!\[CDATA\[[^]*?\]\]>|<\?xml[^>]*>|<\?[a-z][^]*?\?>)", std::regex::icase);
  static const std::regex kValue(
      R"(<[a-z][a-z0-9]*(\s+[a-z]+(=("[^"<]*"|'[^'<]*'))?)*\s+[a-z]+=("[^"<]*"|'[^'<]*')(\s+[a-z]+(=("[^"<]*"|'[^'<]*'))?)*\s*/?>)",
      std::regex::icase);
  static const std::regex kGlued(R"([a-z0-9=?/]</(b|i|span)\s*>)", std::regex::icase);
  static const std::regex kStart(R"(<([a-z][a-z0-9]*)(\s+[a-z]+(=("[^"<]*"|'[^'<]*'))?)*\s*>)", std::regex::icase);
  if (std::regex_search(text, kComment) || std::regex_search(text, kValue) || std::regex_search(text, kGlued))
    return true;
  for (std::sregex_iterator start(text.begin(), text.end(), kStart), end; start != end; ++start) {
    const std::regex its_end("</" + (*start)[1].str() + R"(\s*>)", std::regex::icase);
    if (std::regex_search((*start)[0].second, text.cend(), its_end)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("the survey finds markup where the slow definition does") {
  constexpr auto kScraps = std::to_array<std::string_view>({"word",
                                                            "word",
                                                            "word ",
                                                            " ",
                                                            " ",
                                                            "\n",
                                                            "<b>",
                                                            "<B>",
                                                            "</b>",
                                                            "</B >",
                                                            "<i>",
                                                            "</i>",
                                                            "<unk>",
                                                            "</unk>",
                                                            "<x y>",
                                                            "</x>",
                                                            "<a href=\"u\">",
                                                            "<q a='b' c>",
                                                            "<",
                                                            "<",
                                                            ">",
                                                            "</",
                                                            "<3",
                                                            "<!-- ",
                                                            "-->",
                                                            "<!DOCTYPE html>",
                                                            "<![CDATA[",
                                                            "]]>",
                                                            "<?xml ",
                                                            "?>",
                                                            "<me@x.org>",
                                                            "<b",
                                                            "=",
                                                            "<span>",
                                                            "</span>",
                                                            "<x1>",
                                                            "</x1>"});
  Dice dice(4);
  std::size_t marked_up = 0;
  for (int i = 0; i < 40'000; ++i) {
    std::string text;
    for (std::size_t scrap = 0; scrap <= dice.below(9); ++scrap) text += dice.pick(kScraps);
    CAPTURE(text);
    const bool is_markup = text_detail::survey_markup(text).is_markup;
    marked_up += is_markup ? 1 : 0;
    REQUIRE(is_markup == naive_is_markup(text));
  }
  CHECK(marked_up > 4'000);
  CHECK(marked_up < 36'000);
}

namespace {

/// Well-formed HTML around known lines.
class Page {
 public:
  explicit Page(unsigned seed) : dice_(seed) {}

  std::string html;
  std::vector<std::string> lines;

  void write(std::size_t blocks) {
    html += dice_.one_in(2) ? "<div>" : "<article class=\"a > b\">\n";
    const bool is_div = html == "<div>";
    for (std::size_t i = 0; i < blocks; ++i) block(0);
    html += is_div ? "</div>" : "</article>";
  }

 private:
  void block(int depth) {
    noise();
    switch (dice_.below(7)) {
      case 0:
        return enclose("p", dice_.one_in(2), [&] { line(); });
      case 1:
        return enclose("h2", true, [&] { line(); });
      case 2:
        return enclose("ul", true, [&] {
          for (std::size_t i = 0; i < 3; ++i) enclose("li", dice_.one_in(2), [&] { line(); });
        });
      case 3:
        return enclose("table", true, [&] {
          for (std::size_t i = 0; i < 2; ++i) {
            enclose("tr", true, [&] {
              lines.emplace_back();
              for (std::size_t cell = 0; cell < 3; ++cell) enclose("td", dice_.one_in(2), [&] { words(); });
            });
          }
        });
      case 4:
        html += "<p>";
        line();
        html += dice_.one_in(2) ? "<br>" : "<br />";
        line();
        html += "</p>";
        return;
      case 5:
        return hidden();
      default:
        if (depth > 4) return;
        return enclose(dice_.one_in(2) ? "div" : "blockquote", true, [&] {
          for (std::size_t i = 0; i < 2; ++i) block(depth + 1);
        });
    }
  }

  void noise() {
    switch (dice_.below(6)) {
      case 0:
        html += "\n\t ";
        return;
      case 1:
        html += "<!-- <p>unseen</p> -->";
        return;
      case 2:
        html += "<script type='text/javascript'>if (a<b) write('<p>unseen</p>');</script>";
        return;
      default:
        return;
    }
  }

  void hidden() {
    constexpr auto kHidden = std::to_array<std::string_view>(
        {"<div hidden>unseen <p>unseen<p>unseen</div>",
         "<div style=\"color: red; display :none\">unseen<b>unseen</b></div>",
         "<select><option>unseen<option>unseen</select>", "<template><p>unseen</template>",
         "<svg width='1'><title>unseen</title></svg>", "<video>unseen</video>", "<style>p { x: y }</style>"});
    html += dice_.pick(kHidden);
  }

  template <typename Inside>
  void enclose(std::string_view name, bool ends, Inside&& inside) {
    html += "<" + std::string(name) + (dice_.one_in(4) ? " class=\"x\" data-y='<z>'>" : ">");
    inside();
    if (ends) html += "</" + std::string(name) + ">";
  }

  void line() {
    lines.emplace_back();
    words();
  }

  void words() {
    const std::size_t count = 1 + dice_.below(5);
    for (std::size_t i = 0; i < count; ++i) {
      if (!lines.back().empty()) lines.back() += ' ';
      if (i > 0) html += dice_.one_in(3) ? "\n  " : " ";
      word();
    }
  }

  void word() {
    struct Written {
      std::string_view html;
      std::string_view seen;
    };
    constexpr auto kWords =
        std::to_array<Written>({{"harbour", "harbour"},
                                {"R&amp;D", "R&D"},
                                {"caf&eacute;", "caf\u00E9"},
                                {"&lt;3", "<3"},
                                {"Tom&#8217;s", "Tom\u2019s"},
                                {"\u041C\u0438\u0440", "\u041C\u0438\u0440"},
                                {"<b>bold</b>", "bold"},
                                {"<a href=\"https://x.org/?a=1&amp;b=2\" title='a > b'>link</a>", "link"},
                                {"<i>it</i>alic", "italic"},
                                {"sp<span class=\"x\">a</span>n", "span"},
                                {"c<!-- unseen -->ut", "cut"},
                                {"12", "12"}});
    const Written& written = kWords[dice_.below(kWords.size())];
    html += written.html;
    lines.back() += written.seen;
  }

  Dice dice_;
};

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) all += (all.empty() ? "" : "\n") + line;
  return all;
}

}  // namespace

TEST_CASE("of well-formed HTML the scanner of tags and the tree both see the lines that were put in") {
  for (unsigned seed = 0; seed < 3'000; ++seed) {
    Page page(seed);
    page.write(6);
    CAPTURE(page.html);
    const text_detail::MarkupSurvey survey = text_detail::survey_markup(page.html);
    REQUIRE(survey.is_markup);
    REQUIRE(survey.fits_tree);
    const std::string wanted = joined(page.lines);
    REQUIRE(text_detail::strip_tags(page.html, survey, WhiteSpace::collapsed) == wanted);
    const auto by_tree = text_detail::read_html_tree(page.html, WhiteSpace::collapsed);
    REQUIRE(by_tree.has_value());
    REQUIRE(*by_tree == wanted);
    REQUIRE(visible_text(page.html) == wanted);
  }
}

TEST_CASE("of well-formed XML the text of each element outside of paragraphs is a line") {
  constexpr auto kNames =
      std::to_array<std::string_view>({"hl1", "byline", "x:lead", "news.text", "_note", "\u00E9t\u00E9"});
  for (unsigned seed = 0; seed < 2'000; ++seed) {
    Dice dice(seed);
    std::string xml = "<?xml version=\"1.0\"?>\n<!DOCTYPE news [<!ENTITY a \"<b>\">]>\n<news id='1'>";
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < 1 + dice.below(6); ++i) {
      const std::string name(dice.pick(kNames));
      const std::string word = "word" + std::to_string(dice.below(100));
      xml += dice.one_in(2) ? "\n  " : "";
      xml += "<" + name + (dice.one_in(3) ? " a=\"1 > 0\">" : ">");
      xml += dice.one_in(3) ? "<![CDATA[" + word + " & x]]>" : word + " &amp; x";
      xml += "</" + name + ">";
      lines.push_back(word + " & x");
    }
    xml += "</news>";
    CAPTURE(xml);
    REQUIRE(visible_text(xml) == joined(lines));
  }
}

TEST_CASE("whatever tags are thrown together, UTF-8 comes out, and both ways of reading end") {
  constexpr auto kScraps = std::to_array<std::string_view>({"<p>",
                                                            "</p>",
                                                            "<b>",
                                                            "</b>",
                                                            "<a href='",
                                                            "\"",
                                                            "'",
                                                            ">",
                                                            "<",
                                                            "/",
                                                            "<table>",
                                                            "<tr>",
                                                            "<td>",
                                                            "</table>",
                                                            "<select>",
                                                            "<option>",
                                                            "<svg>",
                                                            "<math>",
                                                            "<mi>",
                                                            "<desc>",
                                                            "<foreignObject>",
                                                            "</svg>",
                                                            "<template>",
                                                            "</template>",
                                                            "<form>",
                                                            "</form>",
                                                            "<frameset>",
                                                            "<body>",
                                                            "</body>",
                                                            "<html>",
                                                            "<head>",
                                                            "</head>",
                                                            "<title>",
                                                            "<textarea>",
                                                            "<script>",
                                                            "</script>",
                                                            "<style>",
                                                            "<noscript>",
                                                            "</noscript>",
                                                            "<!--",
                                                            "-->",
                                                            "<![CDATA[",
                                                            "]]>",
                                                            "<!DOCTYPE",
                                                            "<?xml ",
                                                            "?>",
                                                            "<p hidden>",
                                                            "<li>",
                                                            "<ul>",
                                                            "</ul>",
                                                            "<button>",
                                                            "<i>",
                                                            "</i>",
                                                            "<nobr>",
                                                            "<object>",
                                                            "<caption>",
                                                            "<col>",
                                                            "<colgroup>",
                                                            "<tbody>",
                                                            "</br>",
                                                            "</p>",
                                                            "<plaintext>",
                                                            "<xmp>",
                                                            "<isindex>",
                                                            "<image>",
                                                            "<input type=hidden>",
                                                            "<ruby>",
                                                            "<rt>",
                                                            "word",
                                                            " ",
                                                            "\n",
                                                            "\u00E9",
                                                            "\u4E16",
                                                            "\U0001F600",
                                                            "&amp;",
                                                            "&lt;",
                                                            "&#0;",
                                                            "&#xD800;",
                                                            "&copy",
                                                            "\u00A0",
                                                            "<x:y>",
                                                            "</x:y>",
                                                            "<\u00E9>",
                                                            "<dd>",
                                                            "<h1>",
                                                            "</h2>",
                                                            "<pre>\n",
                                                            "<marquee>",
                                                            "<applet>",
                                                            "<hr/>",
                                                            "<br/>",
                                                            std::string_view("\0", 1)});
  Dice dice(5);
  for (int i = 0; i < 30'000; ++i) {
    std::string text;
    for (std::size_t scrap = 0; scrap <= dice.below(40); ++scrap) text += dice.pick(kScraps);
    CAPTURE(text);
    REQUIRE(is_utf8(visible_text(text)));
    const text_detail::MarkupSurvey survey = text_detail::survey_markup(text);
    REQUIRE(is_utf8(text_detail::strip_tags(text, survey, WhiteSpace::collapsed)));
    if (!survey.fits_tree) continue;
    const auto by_tree = text_detail::read_html_tree(text, WhiteSpace::collapsed);
    REQUIRE((!by_tree || is_utf8(*by_tree)));
  }
}

TEST_CASE("random plain text without less-than and ampersand stays as it is") {
  Dice dice(6);
  constexpr auto kScraps = std::to_array<std::string_view>(
      {"word", " ", "\n", "\r\n", ">", ";", "#", "\u00A0", "\u00E9", "p>", "/b>", "\t"});
  for (int i = 0; i < 5'000; ++i) {
    std::string text;
    for (std::size_t scrap = 0; scrap <= dice.below(30); ++scrap) text += dice.pick(kScraps);
    REQUIRE(visible_text(text) == text);
  }
}

}  // namespace bundel
