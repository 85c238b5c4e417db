/// Properties of reading: nothing is lost, whatever the bytes; the order of inputs and the threads change nothing.
///
/// Naive twins: a DOM of the whole array for the array scanner, std::getline for the line cutter, a row parser of one
/// loop for the table reader.
#include "bundel/read.h"

#include "bundel/error.h"
#include "read/record_cutter.h"
#include "support/packed.h"
#include "support/temp_folder.h"
#include "support/threads.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

namespace bundel {
namespace {

using test::TempFolder;

/// Reads, checks that nothing was lost, and turns "nothing but rejections" into an empty result.
std::optional<Collection> read(const std::vector<std::string>& inputs) {
  try {
    Collection c = read_articles(inputs, {});
    REQUIRE(c.articles.size() + c.outside + c.rejections.size() == c.records);
    RecordReader reader(c.files);
    std::vector<RecordPlace> places;
    for (const Article& a : c.articles) places.push_back(a.place);
    std::sort(places.begin(), places.end(), [](const RecordPlace& a, const RecordPlace& b) {
      return std::tie(a.input, a.offset) < std::tie(b.input, b.offset);
    });
    for (const RecordPlace& place : places) REQUIRE(reader.raw(place).size() == place.length);
    return c;
  } catch (const Error& error) {
    REQUIRE(std::string_view(error.what()).starts_with("no articles"));
    return std::nullopt;
  }
}

/// What a user can see of an article: all but its place.
auto seen(const Article& a) {
  return std::make_tuple(a.id, a.title, a.text, a.time ? format_date(*a.time) : "", a.source, a.url, a.language);
}

std::vector<decltype(seen(Article{}))> seen(const Collection& c) {
  std::vector<decltype(seen(Article{}))> all;
  for (const Article& a : c.articles) all.push_back(seen(a));
  return all;
}

std::string record(int i) {
  return fmt::format(
      "{{\"id\": \"r{}\", \"title\": \"[{{\\\"é\\\\\",\n \"text\": \"}}],\\u00e9\", \"x\": [1, {{\"y\": []}}]}}", i);
}

TEST_CASE("an array cut off anywhere keeps all whole elements and rejects at most one rest") {
  const TempFolder folder;
  std::string array = "\xEF\xBB\xBF [";
  std::vector<std::size_t> ends;
  for (int i = 0; i < 4; ++i) {
    array += (i > 0 ? " ,\n" : "") + record(i);
    ends.push_back(array.size());
  }
  array += ", 12, \"s\\\"\" ]\n";
  for (std::size_t length = 0; length <= array.size(); ++length) {
    CAPTURE(length);
    const auto c = read({folder.write("a.json", std::string_view(array).substr(0, length))});
    const auto whole =
        static_cast<std::size_t>(std::count_if(ends.begin(), ends.end(), [&](auto e) { return e <= length; }));
    REQUIRE((c ? c->articles.size() : 0) == whole);
    if (!c) continue;
    // The two scalars behind the records are rejected too, once they are whole.
    const std::size_t tail = array.find(']', ends.back());
    REQUIRE(c->rejections.size() <= 3);
    REQUIRE(c->rejections.size() >= (length > tail ? 2 : 1));
  }
}

TEST_CASE("JSON Lines cut off anywhere keep all whole lines and reject at most the last") {
  const TempFolder folder;
  std::string lines;
  std::vector<std::size_t> ends;
  for (int i = 0; i < 4; ++i) {
    std::string line = record(i);
    std::replace(line.begin(), line.end(), '\n', ' ');
    lines += line;
    ends.push_back(lines.size());
    lines += "\r\n";
  }
  for (std::size_t length = 0; length <= lines.size(); ++length) {
    CAPTURE(length);
    const auto c = read({folder.write("a.jsonl", std::string_view(lines).substr(0, length))});
    const auto whole =
        static_cast<std::size_t>(std::count_if(ends.begin(), ends.end(), [&](auto e) { return e <= length; }));
    REQUIRE((c ? c->articles.size() : 0) == whole);
    if (c) REQUIRE(c->rejections.size() <= 1);
  }
}

/// Bytes that look enough like JSON to reach every state of the scanners.
std::string noise(std::mt19937& random, std::size_t length) {
  static const std::vector<std::string> kTokens = {
      "{", "}",  "[", "]",    ",",      ":",        "\"", "\\", "\n", "\r\n",
      " ", "\0", "é", "\xff", "\"id\"", "\"text\"", "12", "t",  "\t", "{\"text\":\"\"}"};
  std::string bytes;
  while (bytes.size() < length) bytes += kTokens[random() % kTokens.size()];
  return bytes;
}

TEST_CASE("random bytes are read, rejected or refused, and never lost") {
  std::mt19937 random(7);
  const TempFolder folder;
  std::size_t articles = 0;
  std::size_t rejections = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::string bytes = noise(random, random() % 60);
    CAPTURE(bytes);
    const auto lines = read({folder.write("a.jsonl", "{\"text\":\"\"}\n" + bytes)});
    const auto array = read({folder.write("a.json", "[{\"text\":\"\"}," + bytes)});
    REQUIRE(array);
    for (const auto& c : {lines, array}) {
      articles += c ? c->articles.size() : 0;
      rejections += c ? c->rejections.size() : 0;
    }
    // Naive twin: as many records as lines that are not blank, more where a line is an array of objects.
    std::size_t expected = 1;
    std::istringstream stream(bytes);
    for (std::string line; std::getline(stream, line);)
      expected += line.find_first_not_of(" \t\r") != std::string::npos;
    REQUIRE(lines);
    REQUIRE(lines->records >= expected);
    if (bytes.find('[') == std::string::npos) REQUIRE(lines->records == expected);
  }
  CHECK(articles > 3000);
  CHECK(rejections > 1000);
}

// --- tables and compressed files ---------------------------------------------------------------------------------

TEST_CASE("a table cut off anywhere keeps all whole rows and rejects at most one rest") {
  const TempFolder folder;
  std::string table = "\xEF\xBB\xBFid,text,\"no\nte\"\r\n";
  const std::size_t header = table.size();
  std::vector<std::size_t> ends;
  for (int i = 0; i < 4; ++i) {
    table += fmt::format("{},\"é, \"\"x\"\"\r\n\",\"n\"", i);
    ends.push_back(table.size());
    table += i % 2 == 0 ? "\r\n" : "\n";
  }
  for (std::size_t length = 0; length <= table.size(); ++length) {
    CAPTURE(length);
    const std::string path = folder.write("d/a.csv", std::string_view(table).substr(0, length));
    folder.write("d/z.txt", "");
    const auto c = read({folder / "d"});
    REQUIRE(c);
    const auto whole =
        static_cast<std::size_t>(std::count_if(ends.begin(), ends.end(), [&](auto e) { return e <= length; }));
    // A row cut right before the quote of its last cell is whole, with an empty cell.
    const bool early = length > header && table.compare(length, 3, "\"n\"") == 0;
    REQUIRE(c->articles.size() == 1 + whole + (early ? 1 : 0));
    REQUIRE(c->rejections.size() <= 1);
  }
}

/// RFC 4180 in one loop over the whole: rows of cells, or none where a quote is misplaced or not closed.
std::optional<std::vector<std::vector<std::string>>> naive_rows(const std::string& bytes) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::size_t i = 0;
  while (i < bytes.size()) {
    std::string cell;
    const bool quoted = bytes[i] == '"';
    if (quoted) {
      for (++i;; ++i) {
        if (i == bytes.size()) return std::nullopt;
        if (bytes[i] != '"') {
          cell += bytes[i];
        } else if (i + 1 < bytes.size() && bytes[i + 1] == '"') {
          cell += bytes[i++];
        } else {
          break;
        }
      }
      ++i;
      if (bytes.compare(i, 2, "\r\n") == 0 || bytes.substr(i) == "\r") ++i;
      if (i < bytes.size() && bytes[i] != ',' && bytes[i] != '\n') return std::nullopt;
    } else {
      while (i < bytes.size() && bytes[i] != ',' && bytes[i] != '\n') cell += bytes[i++];
      if (cell.find('"') != std::string::npos) return std::nullopt;
      while (!(i < bytes.size() && bytes[i] == ',') && cell.ends_with('\r')) cell.pop_back();
    }
    const bool blank = row.empty() && cell.empty() && !quoted;
    if (i < bytes.size() && bytes[i] == ',') {
      row.push_back(cell);
      ++i;
      if (i < bytes.size()) continue;
      cell.clear();
    } else if (blank) {
      ++i;
      continue;
    }
    row.push_back(cell);
    rows.push_back(std::move(row));
    row.clear();
    ++i;
  }
  return rows;
}

TEST_CASE("tables of random bytes are read as a plain loop reads them") {
  static const std::vector<std::string> kTokens = {"\"", "\"\"", ",", ",",  "\n",    "\r\n",  "\r",
                                                   "a",  "é",    " ", "\t", "\"b\"", "x,y\n", "1,\"\n\"\n"};
  std::mt19937 random(19);
  const TempFolder folder;
  std::size_t well_formed = 0;
  std::size_t articles = 0;
  for (int round = 0; round < 6000; ++round) {
    std::string bytes;
    for (std::size_t i = 0, n = random() % 14; i < n; ++i) bytes += kTokens[random() % kTokens.size()];
    CAPTURE(bytes);
    const auto c = read({folder.write("a.csv", "title,text\n" + bytes)});
    const auto rows = naive_rows(bytes);
    if (!rows) continue;
    ++well_formed;
    // Rows of blank cells are none, and blank cells behind the header's are passed over.
    std::vector<std::vector<std::string>> expected;
    std::size_t records = 0;
    const auto blank = [](const std::string& cell) { return cell.find_first_not_of(" \t\r\n") == std::string::npos; };
    for (auto row : *rows) {
      if (std::ranges::all_of(row, blank)) continue;
      ++records;
      if (row.size() < 2 || !std::all_of(row.begin() + 2, row.end(), blank)) continue;
      row.resize(2);
      for (std::string& cell : row) cell = blank(cell) ? "" : cell;
      expected.push_back(row);
    }
    std::vector<std::vector<std::string>> found;
    if (c) {
      REQUIRE(c->records == records);
      std::vector<Article> sorted = c->articles;
      std::sort(sorted.begin(), sorted.end(),
                [](const Article& a, const Article& b) { return a.place.offset < b.place.offset; });
      for (const Article& a : sorted) found.push_back({a.title, a.text});
    }
    REQUIRE(found == expected);
    articles += found.size();
  }
  CHECK(well_formed > 1000);
  CHECK(articles > 1000);
}

TEST_CASE("a compressed file cut off anywhere never loses count") {
  const TempFolder folder;
  std::string lines;
  std::mt19937 random(23);
  for (int i = 0; i < 40; ++i) lines += fmt::format("{{\"id\":\"{:03}\",\"text\":\"{}\"}}\n", i, random());
  folder.write("d/z.txt", "");
  for (const test::Packer& packer : test::kPackers) {
    const std::string whole = test::packed(lines, packer);
    for (std::size_t length = 0; length <= whole.size(); ++length) {
      CAPTURE(length);
      const std::string path =
          folder.write(std::string("d/a.jsonl") + packer.ending, std::string_view(whole).substr(0, length));
      const auto c = read({folder / "d"});
      REQUIRE(c);
      REQUIRE(c->rejections.size() == (length == 0 || length == whole.size() ? 0 : 1));
      if (length == whole.size()) REQUIRE(c->articles.size() == 41);
      std::filesystem::remove(path);
    }
  }
}

TEST_CASE("the records before the place where a compressed file is cut off are those of the whole file") {
  const TempFolder folder;
  std::string lines;
  std::mt19937 random(29);
  for (int i = 0; i < 60'000; ++i) lines += fmt::format("{{\"id\":\"{:05}\",\"text\":\"{}\"}}\n", i, random());
  const auto expected = read({folder.write("w.jsonl", lines)});
  for (const test::Packer& packer : test::kPackers) {
    const std::string whole = test::packed(lines, packer);
    std::size_t kept = 0;
    for (int round = 0; round < 8; ++round) {
      std::string bytes = whole;
      const std::size_t at = random() % bytes.size();
      if (round % 2 == 0) bytes.resize(at);
      if (round % 2 == 1) bytes[at] = static_cast<char>(bytes[at] ^ (1 << (random() % 8)));
      CAPTURE(at);
      folder.write(std::string("d/a.jsonl") + packer.ending, bytes);
      folder.write("d/z.txt", "");
      const auto c = read({folder / "d"});
      REQUIRE(c);
      std::filesystem::remove_all(folder / "d");
      if (round % 2 == 1) continue;  // a gzip check sum is not looked at: a changed bit may change a text
      REQUIRE(c->rejections.size() == 1);
      for (std::size_t i = 0; i + 1 < c->articles.size(); ++i)
        REQUIRE(seen(c->articles[i]) == seen(expected->articles[i]));
      kept += c->articles.size() - 1;
    }
    CHECK(kept > 20'000);
  }
}

std::string quoted_json(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : std::string(1, c);
  }
  return out + "\"";
}

std::string quoted_csv(const std::string& text, bool needed) {
  if (!needed && text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

TEST_CASE("every format and compression gives the same articles, and the records give the file again") {
  static const std::vector<std::string> kWords = {"Xi", "à", ",", "\"", "\\", "\n", "\r\n", "]", "}", " ", "2023"};
  std::mt19937 random(31);
  const TempFolder folder;
  for (int round = 0; round < 20; ++round) {
    std::string lines;
    std::string array = "[";
    std::string rows = "id,title,text,date,source\r\n";
    const std::size_t header = rows.size();
    for (int i = 0; i < 200; ++i) {
      const auto text = [&] {
        std::string words;
        for (std::size_t w = random() % 8; w > 0; --w) words += kWords[random() % kWords.size()];
        return words;
      };
      const std::vector<std::string> cells = {fmt::format("r{}", i), text(), text(),
                                              fmt::format("20{:02}-0{}", random() % 30, 1 + random() % 9), "AP"};
      const std::string object =
          fmt::format(R"({{"id":{},"title":{},"text":{},"date":{},"source":{}}})", quoted_json(cells[0]),
                      quoted_json(cells[1]), quoted_json(cells[2]), quoted_json(cells[3]), quoted_json(cells[4]));
      lines += object + "\n";
      array += (i > 0 ? ",\n" : "") + object;
      for (const std::string& cell : cells)
        rows += (&cell == cells.data() ? "" : ",") + quoted_csv(cell, random() % 2 == 0);
      rows += random() % 2 == 0 ? "\n" : "\r\n";
    }
    const auto expected = read({folder.write("a.jsonl", lines)});
    REQUIRE(expected);
    REQUIRE(expected->articles.size() == 200);
    const auto same = [&](const std::string& path, const std::string& written, std::string again) {
      const auto c = read({path});
      REQUIRE(c);
      REQUIRE(c->rejections.empty());
      REQUIRE(seen(*c) == seen(*expected));
      std::vector<Article> sorted = c->articles;
      std::sort(sorted.begin(), sorted.end(),
                [](const Article& a, const Article& b) { return a.place.offset < b.place.offset; });
      RecordReader reader(c->files);
      for (const Article& a : sorted) again += reader.raw(a.place) + "\n";
      REQUIRE(again == written);
    };
    REQUIRE(seen(*read({folder.write("a.json", array + "]")})) == seen(*expected));
    same(folder.write("a.csv", rows), rows, rows.substr(0, header));
    for (const test::Packer& packer : test::kPackers) {
      same(folder.write(std::string("a.jsonl") + packer.ending, test::packed(lines, packer)), lines, "");
      same(folder.write(std::string("a.csv") + packer.ending, test::packed(rows, packer)), rows,
           rows.substr(0, header));
    }
  }
}

/// A random JSON value with deep and odd strings.
std::string value(std::mt19937& random, int depth) {
  static const std::vector<std::string> kScalars = {"1",     "-2.5e3", "true",  "null",         "\"\"",
                                                    "\"]\"", "\"}\"",  "\",\"", "\"\\\\\\\"\"", "\"\\u00e9\""};
  if (depth == 0 || random() % 3 == 0) return kScalars[random() % kScalars.size()];
  const bool is_object = random() % 2 == 0;
  std::string out(is_object ? "{" : "[");
  for (std::size_t i = 0, n = random() % 4; i < n; ++i) {
    out += i > 0 ? ", " : "\n";
    if (is_object) out += fmt::format("\"{}\" : ", random() % 2 ? "text" : "k]");
    out += value(random, depth - 1);
  }
  return out + (is_object ? "}" : "]");
}

TEST_CASE("the JSON scanner finds the elements that a DOM of the whole array has") {
  std::mt19937 random(11);
  const TempFolder folder;
  simdjson::dom::parser parser;
  std::size_t compared = 0;
  for (int round = 0; round < 500; ++round) {
    std::string array = "[{\"text\":\"first\"}";
    for (std::size_t i = 0, n = random() % 6; i < n; ++i) array += (random() % 2 ? "," : " ,\n ") + value(random, 4);
    array += "\n]";
    CAPTURE(array);
    // In windows that reach further by a few bytes each time, as a file is read.
    read_detail::JsonScanner scanner;
    std::vector<read_detail::Piece> pieces;
    for (std::size_t end = 1, offset = 0; offset < array.size(); end = std::min(end + 1 + random() % 7, array.size())) {
      const std::size_t first = pieces.size();
      const std::size_t done =
          scanner.cut(std::string_view(array).substr(offset, end - offset), end == array.size(), pieces);
      for (std::size_t i = first; i < pieces.size(); ++i) {
        pieces[i].begin += offset;
        pieces[i].end += offset;
      }
      offset += done;
    }
    std::vector<std::string> expected;
    for (const simdjson::dom::element e : parser.parse(array).get_array()) expected.push_back(simdjson::minify(e));
    std::vector<std::string> found;
    for (const read_detail::Piece& piece : pieces) {
      REQUIRE(piece.broken.empty());
      found.push_back(simdjson::minify(
          simdjson::dom::element(parser.parse(array.substr(piece.begin, piece.end - piece.begin)).value())));
    }
    CAPTURE(fmt::format("{}", fmt::join(found, "\n")));
    CAPTURE(fmt::format("{}", fmt::join(expected, "\n")));
    REQUIRE(found == expected);
    compared += found.size();
  }
  CHECK(compared > 500);
}

TEST_CASE("the order of inputs, the threads and the file format change no article") {
  std::mt19937 random(3);
  const TempFolder folder;
  std::vector<std::string> inputs;
  for (int file = 0; file < 12; ++file) {
    const bool is_array = file % 3 == 0;
    std::string bytes = is_array ? "[" : "";
    for (int i = 0; i < 300; ++i) {
      bytes += is_array && i > 0 ? ",\n" : "";
      bytes +=
          fmt::format("{{\"id\":\"{}-{}\",\"text\":\"{}\",\"date\":\"20{:02}\"}}", file, i, random(), random() % 40);
      bytes += is_array ? "" : "\n";
    }
    inputs.push_back(
        folder.write(fmt::format("{}.{}", file, is_array ? "json" : "jsonl"), is_array ? bytes + "]" : bytes));
  }
  for (int i = 0; i < 600; ++i)
    folder.write(fmt::format("texts/{}.txt", i), fmt::format("date 20{:02} {}", i % 40, random()));
  inputs.push_back(folder / "texts");

  const auto read_by_one = [&] {
    const Threads set(1);
    return read(inputs);
  };
  const auto expected = read_by_one();
  REQUIRE(expected);
  REQUIRE(expected->articles.size() == 4200);
  for (int round = 0; round < 5; ++round) {
    const Threads set(round + 2);
    const auto same = read(inputs);
    REQUIRE(same);
    REQUIRE(same->articles.size() == expected->articles.size());
    for (std::size_t i = 0; i < same->articles.size(); ++i) {
      REQUIRE(same->articles[i].place.offset == expected->articles[i].place.offset);
      REQUIRE(same->articles[i].place.input == expected->articles[i].place.input);
    }
    std::vector<std::string> other = inputs;
    std::shuffle(other.begin(), other.end(), random);
    const auto shuffled = read(other);
    REQUIRE(shuffled);
    REQUIRE(seen(*shuffled) == seen(*expected));
  }
}

TEST_CASE("a printed date is read as the same span") {
  std::mt19937_64 random(5);
  for (int round = 0; round < 20'000; ++round) {
    // Seconds from year 1000 to 9999; the day and the second around each.
    const auto second = static_cast<std::int64_t>(random() % 284'000'000'000ULL) - 30'600'000'000;
    const TimeSpan moment{second, second + 1};
    REQUIRE(parse_date(format_date(moment)) == moment);
    const std::int64_t day = first_day(moment) * kSecondsPerDay;
    const TimeSpan whole{day, day + kSecondsPerDay};
    REQUIRE(parse_date(format_date(whole)) == whole);
    const std::string month = format_date(moment).substr(0, 7);
    const auto span = parse_date(month);
    REQUIRE(span);
    REQUIRE(span->begin <= second);
    REQUIRE(second < span->end);
    REQUIRE(format_date(*span) == month);
  }
}

}  // namespace
}  // namespace bundel
