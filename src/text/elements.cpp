#include "text/elements.h"

#include "ground/ascii.h"

#include <algorithm>
#include <array>

namespace bundel::text_detail {
namespace {

constexpr Element inlined(std::string_view name) {
  return {name, ElementKind::inlined};
}
constexpr Element block(std::string_view name) {
  return {name, ElementKind::block};
}
constexpr Element paragraph(std::string_view name) {
  return {name, ElementKind::paragraph};
}
constexpr Element hidden(std::string_view name) {
  return {name, ElementKind::hidden};
}
constexpr Element raw(std::string_view name) {
  return {name, ElementKind::raw};
}
/// The same without an end tag.
constexpr Element alone(std::string_view name, ElementKind kind) {
  return {.name = name, .kind = kind, .is_void = true};
}
/// The same with one that may be left out.
constexpr Element open_ended(std::string_view name, ElementKind kind) {
  return {.name = name, .kind = kind, .end_optional = true};
}
constexpr Element code(std::string_view name, ElementKind kind) {
  return {.name = name, .kind = kind, .shows_code = true};
}

/// By name. Not seen: what a browser hides, and what it shows in the place of text that it cannot show (the text inside
/// `video`, `object` and their kin).
constexpr auto kTable = std::to_array<Element>({
    inlined("a"),
    inlined("abbr"),
    inlined("acronym"),
    block("address"),
    hidden("applet"),
    alone("area", ElementKind::inlined),
    block("article"),
    block("aside"),
    hidden("audio"),
    inlined("b"),
    alone("base", ElementKind::inlined),
    alone("basefont", ElementKind::inlined),
    inlined("bdi"),
    inlined("bdo"),
    alone("bgsound", ElementKind::inlined),
    inlined("big"),
    inlined("blink"),
    block("blockquote"),
    block("body"),
    alone("br", ElementKind::line_break),
    {"button", ElementKind::cell},
    hidden("canvas"),
    paragraph("caption"),
    block("center"),
    inlined("cite"),
    code("code", ElementKind::inlined),
    alone("col", ElementKind::inlined),
    inlined("colgroup"),
    inlined("data"),
    hidden("datalist"),
    open_ended("dd", ElementKind::paragraph),
    inlined("del"),
    block("details"),
    inlined("dfn"),
    block("dialog"),
    block("dir"),
    block("div"),
    block("dl"),
    open_ended("dt", ElementKind::paragraph),
    inlined("em"),
    alone("embed", ElementKind::image),
    block("fieldset"),
    paragraph("figcaption"),
    block("figure"),
    inlined("font"),
    block("footer"),
    block("form"),
    alone("frame", ElementKind::inlined),
    block("frameset"),
    paragraph("h1"),
    paragraph("h2"),
    paragraph("h3"),
    paragraph("h4"),
    paragraph("h5"),
    paragraph("h6"),
    hidden("head"),
    block("header"),
    block("hgroup"),
    alone("hr", ElementKind::line_break),
    block("html"),
    inlined("i"),
    hidden("iframe"),
    alone("img", ElementKind::image),
    alone("input", ElementKind::image),
    inlined("ins"),
    code("kbd", ElementKind::inlined),
    inlined("label"),
    paragraph("legend"),
    open_ended("li", ElementKind::paragraph),
    alone("link", ElementKind::inlined),
    code("listing", ElementKind::preformatted),
    block("main"),
    inlined("map"),
    inlined("mark"),
    block("marquee"),
    inlined("math"),
    block("menu"),
    alone("meta", ElementKind::inlined),
    inlined("meter"),
    block("nav"),
    inlined("nobr"),
    hidden("noembed"),
    hidden("noframes"),
    raw("noscript"),
    hidden("object"),
    block("ol"),
    open_ended("optgroup", ElementKind::block),
    open_ended("option", ElementKind::paragraph),
    inlined("output"),
    open_ended("p", ElementKind::paragraph),
    alone("param", ElementKind::inlined),
    inlined("picture"),
    code("pre", ElementKind::preformatted),
    inlined("progress"),
    inlined("q"),
    hidden("rp"),
    inlined("rt"),
    inlined("ruby"),
    inlined("s"),
    code("samp", ElementKind::inlined),
    raw("script"),
    block("section"),
    hidden("select"),
    inlined("slot"),
    inlined("small"),
    alone("source", ElementKind::inlined),
    inlined("span"),
    inlined("strike"),
    inlined("strong"),
    raw("style"),
    inlined("sub"),
    paragraph("summary"),
    inlined("sup"),
    hidden("svg"),
    block("table"),
    open_ended("tbody", ElementKind::block),
    open_ended("td", ElementKind::cell),
    hidden("template"),
    code("textarea", ElementKind::preformatted),
    open_ended("tfoot", ElementKind::block),
    open_ended("th", ElementKind::cell),
    open_ended("thead", ElementKind::block),
    inlined("time"),
    hidden("title"),
    open_ended("tr", ElementKind::block),
    alone("track", ElementKind::inlined),
    code("tt", ElementKind::inlined),
    inlined("u"),
    block("ul"),
    inlined("var"),
    hidden("video"),
    alone("wbr", ElementKind::inlined),
    code("xmp", ElementKind::preformatted),
});
constexpr Element kUnknown;
constexpr std::size_t kLongestName = 10;

static_assert(std::is_sorted(kTable.begin(), kTable.end(),
                             [](const Element& one, const Element& other) { return one.name < other.name; }));

}  // namespace

const std::size_t kElements = kTable.size();

FoundElement find_element(std::string_view name) {
  std::array<char, kLongestName> lower{};
  if (name.size() > lower.size()) return {kUnknown, kTable.size()};
  for (std::size_t i = 0; i < name.size(); ++i) lower[i] = ground::ascii_lower(name[i]);
  const std::string_view wanted(lower.data(), name.size());
  const auto* found = std::lower_bound(kTable.begin(), kTable.end(), wanted,
                                       [](const Element& one, std::string_view other) { return one.name < other; });
  if (found == kTable.end() || found->name != wanted) return {kUnknown, kTable.size()};
  return {*found, static_cast<std::size_t>(found - kTable.begin())};
}

}  // namespace bundel::text_detail
