/// What a reader would see of HTML and XML, and which texts are none.
#include "bundel/pipeline.h"
#include "bundel/text.h"
#include "support/dups_run.h"
#include "support/temp_folder.h"
#include "support/threads.h"

#include <doctest/doctest.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using namespace bundel;
using test::DupsOutput;
using test::record;
using test::run_over_records;

namespace {

std::string repeated(std::string_view what, std::size_t times) {
  std::string text;
  text.reserve(what.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += what;
  return text;
}

/// `before`, a number, `behind`, so many times with another number each.
std::string numbered(std::string_view before, std::string_view behind, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) {
    text += before;
    text += std::to_string(i);
    text += behind;
  }
  return text;
}

/// A text in which the tree of elements decides what is seen, so that gumbo reads it where it may.
std::string by_tree(const std::string& html) {
  return "<p hidden>unseen</p>" + html;
}

// Long texts are compared here, so that a failure does not print them.
bool is_seen_as(const std::string& text, const std::string& seen) {
  return visible_text(text) == seen;
}
bool stays(const std::string& text) {
  return visible_text(text) == text;
}

bool is_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    UChar32 code = 0;
    U8_NEXT(bytes, at, text.size(), code);
    if (code < 0) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a text that only mentions less-than, a tag or an address keeps every byte") {
  for (const std::string text : {
           "a < b and c > d",
           "x<y>z",
           "if (a<b>c)",
           "<3 you, </3 me",
           "the <b> tag",
           "the <br> tag ends a line",
           "use <br>, not <p>",
           "(<br>) or \"<hr>\"",
           "<p> is the tag of a paragraph",
           "write to <me@x.org> or see <https://x.org/a?b=1&c=2>",
           "Vector<int> v; Map<String, List<Integer>> m;",
           "<unk> and <unk> and <unk>, dear <name>",
           "1 <2> 3 </ 4 <! 5 <? 6 <",
           "<b and c> without end",
           "  two  spaces \r\n and\ttabs stay\n\n",
           "\u00AB<p>\u00BB",
       }) {
    CAPTURE(text);
    CHECK(visible_text(text) == text);
  }
}

TEST_CASE("in a text without tags the references with a semicolon are resolved and nothing else changes") {
  CHECK(visible_text("Tom &amp; Jerry&#8217;s &quot;cat&quot;&nbsp;\n  &euro;5") ==
        "Tom & Jerry\u2019s \"cat\"\u00A0\n  \u20AC5");
  CHECK(visible_text("&#x2019;&#X41;&#39;&apos;") == "\u2019A''");
  CHECK(visible_text("a < b &amp; c > d") == "a < b & c > d");
  for (const std::string text : {"?a=1&copy=2&lt=3", "R&D; and AT&T", "&unknown; &; &#; &#x; &amp", "&#12 &#x12 &#zz;",
                                 "&Amp; &QUOTE;", "fish & chips &&& more &"}) {
    CAPTURE(text);
    CHECK(visible_text(text) == text);
  }
}

TEST_CASE("numbers that no character has become the replacement character, and those of Windows-1252 what is meant") {
  CHECK(visible_text("&#0;&#xD800;&#x110000;&#99999999999999999999;") == "\uFFFD\uFFFD\uFFFD\uFFFD");
  CHECK(visible_text("&#146;&#150;&#x80;") == "\u2019\u2013\u20AC");
}

TEST_CASE("what is escaped twice is resolved twice, and no more often") {
  CHECK(visible_text("&amp;quot;Yes&amp;quot;") == "\"Yes\"");
  CHECK(visible_text("&amp;amp;amp;") == "&amp;");
  CHECK(visible_text("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Tom &amp;amp; Jerry&lt;/p&gt;") == "One.\nTom & Jerry");
  CHECK(visible_text("the &lt;b&gt; tag") == "the <b> tag");
  CHECK(visible_text("<p>AT&amp;amp;T</p>") == "AT&T");
  CHECK(visible_text("<description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</description>") == "One\nTwo");
}

TEST_CASE("a text that shows code keeps the tags in it") {
  CHECK(visible_text("<p>Write <code>&lt;b&gt;bold&lt;/b&gt;</code> so.</p>") == "Write <b>bold</b> so.");
}

TEST_CASE("blocks, line breaks and rows make lines, cells and pictures part words, inline tags do neither") {
  CHECK(visible_text("<div><h1>Head</h1><p>One <b>b</b>old<i>er</i>.<p>Two<br>three<br/>four</div>after") ==
        "Head\nOne bolder.\nTwo\nthree\nfour\nafter");
  CHECK(visible_text("<table><tr><td>a</td><td>b</td></tr><tr><th>c<td>d</table>") == "a b\nc d");
  CHECK(visible_text("<ul><li>one<li>two</ul>") == "one\ntwo");
  CHECK(visible_text("<P ALIGN=center>One<IMG SRC=a.png>two</P>") == "One two");
  CHECK(visible_text("<p>A<wbr>B<span>C</span></p>") == "ABC");
}

TEST_CASE("tags that may stand alone are markup where they break a line") {
  CHECK(visible_text("Harbour Street 5<br>Oostmeer") == "Harbour Street 5\nOostmeer");
  CHECK(visible_text("One. <p> Two") == "One.\nTwo");
  CHECK(visible_text("<p>The beginning of a text that was cut") == "The beginning of a text that was cut");
  CHECK(visible_text("the end of a text that was cut.</p>") == "the end of a text that was cut.");
  CHECK(visible_text("<li> apples\n<li> pears\n<li> plums") == "apples\npears\nplums");
  CHECK(visible_text("\u041C\u043E\u0440\u0435<br>\u041C\u0438\u0440") ==
        "\u041C\u043E\u0440\u0435\n\u041C\u0438\u0440");
  CHECK(visible_text("He said <img src=\"https://x.org/a.png\" alt=\"a boat at s") == "He said ");
}

TEST_CASE("white space collapses in block markup, and an empty line ends a line where nothing else makes paragraphs") {
  CHECK(visible_text("<p>One\n  two\n\nthree</p>\n\n<p> four </p>") == "One two three\nfour");
  CHECK(visible_text("<div>One\ntwo</div>") == "One two");
  CHECK(visible_text("<h2>Head</h2>\nOne\ntwo.\n\nThree.") == "Head\nOne two.\nThree.");
  CHECK(visible_text("<p>&nbsp;</p><p>&nbsp;One</p><p> &nbsp; </p>") == "One");
  CHECK(visible_text("<p>x</p><pre>One\n two</pre>") == "x\nOne\ntwo");
}

TEST_CASE("where all elements stand in lines only the tags go and the line ends stay") {
  CHECK(visible_text("<b>One</b> two \n\n  <a href=\"https://x.org\">three</a>\r\nfour<!-- note -->") ==
        "One two \n\n  three\r\nfour");
  CHECK(visible_text("<st1:place>Moscow</st1:place> today") == "Moscow today");
}

TEST_CASE("what a reader does not see is left out") {
  const std::string page =
      "<!DOCTYPE html><html><head><title>unseen</title><style>p{}</style></head><body><script>if (a<b) x('<p>');"
      "</script><p>One<noscript>unseen</noscript><template>unseen</template><!-- unseen --></p>"
      "<select><option>unseen</select><p>Two</p></body></html>";
  CHECK(visible_text(page) == "One\nTwo");
  CHECK(visible_text("<div hidden>unseen <p>unseen</p></div><p style='color:red; Display : none'>unseen<p>One</p>") ==
        "One");
  CHECK(visible_text("<ul><li hidden>unseen<li>One<li hidden>unseen</ul>Two") == "One\nTwo");
  CHECK(visible_text("<p title=\"a > b\">One <svg><title>unseen</title></svg>two</p>") == "One two");
}

TEST_CASE("what never ends hides nothing but itself, and a script") {
  CHECK(visible_text("<p>One <!-- two</p><p>three</p>") == "One two\nthree");
  CHECK(visible_text("<p>One</p><noscript>two <p>three") == "One\ntwo\nthree");
  CHECK(visible_text("<div>One</div><template>two<p>three") == "One\ntwo\nthree");
  CHECK(visible_text("<p>One <a href=\"https://x.org>two</a> three</p>") == "One two three");
  CHECK(visible_text("<p>One</p><script>two") == "One");
  CHECK(visible_text("<p>One <a href='https://x.o") == "One");
}

TEST_CASE("XML is read: declarations, CDATA, its own elements as lines or in lines, and its title") {
  CHECK(visible_text("<?xml version=\"1.0\"?>\n<!DOCTYPE news [<!ENTITY x \"y\">]>\n<news><head><title>unseen</title>"
                     "</head>\n<hl1>Head</hl1><hl2>Under it</hl2>\n<byline>By Ann</byline>\n<p>In <place>Oostmeer"
                     "</place> <day>Tuesday</day>\nall is well.</p><p>Two</p></news>") ==
        "Head\nUnder it\nBy Ann\nIn Oostmeer Tuesday all is well.\nTwo");
  CHECK(visible_text("<item>\n <title>Tom &amp; Jerry</title>\n <text>One\n  two</text>\n</item>") ==
        "Tom & Jerry\nOne\ntwo");
  CHECK(visible_text("<item><title><![CDATA[A & B]]></title><body><![CDATA[<p>One</p><p>Two</p>]]></body></item>") ==
        "A & B\nOne\nTwo");
  CHECK(visible_text("<\u043D\u043E\u0432\u043E\u0441\u0442\u044C>\u041C\u0438\u0440</"
                     "\u043D\u043E\u0432\u043E\u0441\u0442\u044C>") == "\u041C\u0438\u0440");
  CHECK(visible_text("<p>One<script src=\"a.js\"/> two</p><iframe src=\"b\"/>three") == "One two\nthree");
}

TEST_CASE("a text in markup keeps what is no tag") {
  CHECK(visible_text("<p>a < b, <3 and <me@x.org></p>") == "a < b, <3 and <me@x.org>");
  CHECK(visible_text("<p>x<y>z, <<War and Peace>>, <<\u041C\u0438\u0440>></p>") ==
        "x<y>z, <<War and Peace>>, <<\u041C\u0438\u0440>>");
  CHECK(visible_text("<p>In <O:City>Oostmeer</o:city><x/> today</p>") == "In Oostmeer today");
}

TEST_CASE("HTML knows its old names without a semicolon") {
  CHECK(visible_text("<p>&copy 2024 &notit; &#8217 &AMP x</p>") == "\u00A9 2024 \u00ACit; \u2019 & x");
}

TEST_CASE("UTF-8 goes in and comes out, whatever the references and wherever a tag stands") {
  for (const std::string text :
       {"<p>\u00E9&#xD800;&#0;</p>\u4E16<br>\u754C", "<b>\U0001F600</b>&#x1F600;&#x10FFFF;", "<a title=\"\u00E9>\u00E9",
        "\u00E9<\u00E9 a=\"\u00E9\">\u00E9</\u00E9>", "<p>\u00A0\u00A0<p>\u00E9\u00A0"}) {
    CAPTURE(text);
    CHECK(is_utf8(visible_text(text)));
    CHECK(is_utf8(visible_text(by_tree(text))));
  }
}

// Each of these would take minutes or all memory if its time or memory grew with the square of the length.
TEST_CASE("floods of markup are read in time linear in their length") {
  CHECK(is_seen_as(repeated("<div>", 1'000'000) + "x</div>", "x"));
  CHECK(is_seen_as(repeated("<b>", 1'000'000) + "x</b>", "x"));
  CHECK(is_seen_as(repeated("<a href=x>", 300'000) + "x", "x"));
  CHECK(is_seen_as(numbered("<p><font size=", ">", 300'000) + "x", "x"));
  CHECK(is_seen_as("<b" + numbered(" a", "=\"\"", 500'000) + ">x</b>", "x"));
  CHECK(is_seen_as("<b a=\"" + std::string(10'000'000, ' ') + "\">x</b>", "x"));
  CHECK(is_seen_as(repeated("<div hidden>", 500'000) + "x", "x"));
  CHECK(is_seen_as(repeated("<noscript><template>", 300'000) + "<p>x</p>", "x"));
  CHECK(is_seen_as("<p hidden>" + repeated("<b>", 300'000) + repeated("</i>", 300'000) + "</p><p>x</p>", "x"));
  CHECK(is_seen_as("<p>x</p>" + repeated("<!--", 1'000'000), "x"));
  CHECK(is_seen_as("<p>x</p>" + repeated("<![CDATA[", 500'000), "x"));
  CHECK(is_seen_as(repeated("<!doctype [>", 300'000) + "]x", "]x"));
  CHECK(stays(repeated("<a b=\"", 500'000) + "x < y"));
  CHECK(stays(numbered("<x", ">", 500'000)));
  CHECK(stays(repeated("&", 5'000'000)));
}

TEST_CASE("floods that a browser's tree takes long for are read in time linear in their length") {
  CHECK(is_seen_as(by_tree(repeated("<div>", 200'000)) + "x", "x"));
  CHECK(is_seen_as(by_tree(repeated("<b>", 300'000)) + "x", "x"));
  CHECK(is_seen_as(by_tree(numbered("<p><font size=", ">x", 40'000)), "x" + repeated("\nx", 40'000 - 1)));
  CHECK(is_seen_as(by_tree(repeated("<b><i><u><s>", 60) + repeated("<p>x", 100'000)),
                   "x" + repeated("\nx", 100'000 - 1)));
  CHECK(is_seen_as(by_tree(repeated("<div>", 250) + repeated("<li>x", 150'000)), "x" + repeated("\nx", 150'000 - 1)));
  CHECK(is_seen_as(by_tree("<b" + numbered(" a", "=\"\"", 90'000) + ">x</b>"), "x"));
}

TEST_CASE("titles and texts of articles are made visible, a title stays one line, the rest of an article as it was") {
  std::vector<Article> articles(3);
  articles[0].title = "Tom &amp; <b>Jerry</b><br>win";
  articles[0].text = "Nothing to see < here";
  articles[1].title = "a < b";
  articles[1].text = "<p>One</p><p>Two</p>";
  articles[1].id = articles[1].url = articles[1].source = "&amp;<b>x</b>";
  articles[2].text = "plain";
  CHECK(make_visible(articles) == 2);
  CHECK(articles[0].title == "Tom & Jerry win");
  CHECK(articles[0].text == "Nothing to see < here");
  CHECK(articles[1].title == "a < b");
  CHECK(articles[1].text == "One\nTwo");
  CHECK(articles[1].id == "&amp;<b>x</b>");
  CHECK(articles[1].url == "&amp;<b>x</b>");
  CHECK(articles[1].source == "&amp;<b>x</b>");
  CHECK(make_visible(articles) == 0);
}

TEST_CASE("articles are made visible alike by any number of threads") {
  const auto made_by = [](int threads) {
    std::vector<Article> articles(500);
    for (std::size_t i = 0; i < articles.size(); ++i) {
      articles[i].title = "Title &amp; " + std::to_string(i);
      articles[i].text = by_tree(repeated("<p>One <b>two</b>&nbsp;" + std::to_string(i) + "</p>", i % 50));
    }
    {
      const Threads set(threads);
      CHECK(make_visible(articles) == articles.size());
    }
    std::string all;
    for (const Article& article : articles) all += article.title + "|" + article.text + "|";
    return all;
  };
  CHECK(made_by(1) == made_by(4));
}

// --- through the program ------------------------------------------------------------------------------------------

namespace {

constexpr std::string_view kSentences =
    "The ferry of Lindersund was taken out of service on Monday after its ramp had struck the quay in a sudden gust. "
    "Skipper Tove Aalbers said that nobody was hurt and that a spare vessel would sail before the weekend. "
    "Islanders will meanwhile be brought across by the lifeboat, three times a day, free of charge.";

/// Every word between `before` and `behind`.
std::string each_word(std::string_view before, std::string_view behind) {
  std::string text;
  std::size_t begin = 0;
  while (begin < kSentences.size()) {
    const std::size_t end = std::min(kSentences.find(' ', begin), kSentences.size());
    text += std::string(before) + std::string(kSentences.substr(begin, end - begin)) + std::string(behind) + " ";
    begin = end + 1;
  }
  return text;
}

}  // namespace

TEST_CASE("copies are found whatever the markup, and kept records are written as they were read") {
  std::string escaped = each_word("", "");
  escaped.insert(0, "&lt;div&gt;&lt;p&gt;");
  escaped += "&lt;/p&gt;&lt;/div&gt;";
  const std::vector<std::string> records = {
      record("a", kSentences),
      record("b", each_word("<a href=\\\"https://example.org/tag/1?a=1&amp;b=2\\\" class=\\\"x y\\\">", "</a>")),
      record("c", each_word("<span>", "</span>")),
      record("d", "<p>" + each_word("", "&nbsp;") + "</p><script>track('page', 1)</script>"), record("e", escaped)};
  const DupsOutput output = run_over_records(records);
  CHECK(output.kept == std::vector<std::string>{records[0]});
  CHECK(output.dropped == std::vector<std::string>(records.begin() + 1, records.end()));
  CHECK(output.adds_up());
  const std::vector<std::string> pairs = test::lines_of(output.pairs);
  CHECK(pairs.size() == 4);
  for (const std::string& pair : pairs) CHECK(pair.find("\"identical\"") != std::string::npos);
}

TEST_CASE("links and fonts around other stories make neither copies nor events nor keywords") {
  const auto item = [](std::string_view id, std::string_view story, std::string_view outlet) {
    return record(id,
                  "<a href=\\\"https://feeds.example/rss/articles/CBMi" + std::string(id) +
                      "?oc=5\\\" target=\\\"_blank\\\">" + std::string(story) +
                      "</a>&nbsp;&nbsp;<font color=\\\"#6f6f6f\\\">" + std::string(outlet) + "</font>",
                  ",\"date\":\"2024-05-06\"");
  };
  const std::vector<std::string> records = {item("a1", "Beavers return to the Velde after a century", "Morning"),
                                            item("a2", "Organ of Sint-Joris restored to its first sound", "Herald"),
                                            item("a3", "Rye bread dearer as mills stand idle", "Courier")};
  const DupsOutput output = run_over_records(records);
  CHECK(output.kept == records);
  CHECK(output.pairs.empty());

  const test::TempFolder folder;
  const EventsResult result = run_events({folder.write("a.jsonl", test::joined(records))}, {});
  CHECK(result.events.size() == 3);
  for (const EventRecord& event : result.events) {
    CAPTURE(event.label);
    CHECK(event.label.find_first_of("<>=\"") == std::string::npos);
    for (const std::string& keyword : event.keywords) {
      for (const std::string_view markup : {"href", "nbsp", "6f6f6f", "font", "blank", "oc"}) CHECK(keyword != markup);
    }
  }
}
