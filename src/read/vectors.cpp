/// Vectors by id, from JSON Lines.
#include "bundel/vectors.h"

#include "bundel/error.h"
#include "bundel/read.h"
#include "read/utf8.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <cmath>
#include <string_view>
#include <vector>

namespace bundel {
namespace {

constexpr std::size_t kMostNumbers = 8192;

class VectorReader {
 public:
  explicit VectorReader(const std::string& path) : path_(path) {}

  Vectors read() {
    const std::string whole = read_file(path_);
    std::string_view rest = whole;
    while (!rest.empty()) {
      ++line_;
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (!read_detail::is_blank(line)) read_line(line);
    }
    if (vectors_.row_of.empty())
      throw Error(ErrorKind::input, "it holds no vectors: lines of {\"id\": ..., \"vector\": [...]}", path_);
    const auto rows = static_cast<Eigen::Index>(vectors_.row_of.size());
    vectors_.rows = Eigen::Map<const DenseRows>(numbers_.data(), rows, static_cast<Eigen::Index>(columns_));
    return std::move(vectors_);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorKind::input, what, fmt::format("{}:{}", path_, line_));
  }

  void read_line(std::string_view line) {
    simdjson::dom::object record;
    if (parser_.parse(line.data(), line.size()).get(record) != simdjson::SUCCESS)
      fail("a line of {\"id\": ..., \"vector\": [...]} is wanted here");
    const auto row = static_cast<std::uint32_t>(vectors_.row_of.size());
    const std::string id = id_of(record);
    if (!vectors_.row_of.emplace(id, row).second) fail(fmt::format("id \"{}\" stands twice", id));
    add_numbers(record);
  }

  std::string id_of(const simdjson::dom::object& record) const {
    simdjson::dom::element id;
    std::string_view text;
    std::int64_t number = 0;
    if (record["id"].get(id) != simdjson::SUCCESS) fail("it has no \"id\"");
    if (id.get(text) == simdjson::SUCCESS) return std::string(text);
    if (id.get(number) == simdjson::SUCCESS) return std::to_string(number);
    fail("its \"id\" is neither a string nor a whole number");
  }

  void add_numbers(const simdjson::dom::object& record) {
    simdjson::dom::array numbers;
    if (record["vector"].get(numbers) != simdjson::SUCCESS) fail("it has no array \"vector\"");
    std::size_t count = 0;
    for (const simdjson::dom::element element : numbers) {
      double number = 0;
      if (element.get(number) != simdjson::SUCCESS || !std::isfinite(static_cast<float>(number)))
        fail(fmt::format("number {} of its vector is none", count + 1));
      numbers_.push_back(static_cast<float>(number));
      ++count;
    }
    if (columns_ == 0) columns_ = count;
    if (count == 0 || count > kMostNumbers)
      fail(fmt::format("a vector has 1 to {} numbers, not {}", kMostNumbers, count));
    if (count != columns_) fail(fmt::format("its vector has {} numbers, those before have {}", count, columns_));
  }

  const std::string& path_;
  std::size_t line_ = 0;
  simdjson::dom::parser parser_;
  Vectors vectors_;
  std::vector<float> numbers_;
  std::size_t columns_ = 0;
};

}  // namespace

Vectors read_vectors(const std::string& path) {
  return VectorReader(path).read();
}

}  // namespace bundel
