/// Models to JSON Lines and back.
#include "bundel/error.h"
#include "bundel/read.h"
#include "bundel/store.h"
#include "ground/json_fields.h"
#include "ground/json_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <ostream>
#include <sstream>
#include <string_view>

namespace bundel {
namespace {

using ground::Fields;
using ground::JsonLine;

constexpr const char* kVersionKey = "bundel_model";
/// Beyond it a centre would no longer multiply exactly (neighbours.h).
constexpr double kMostOfCentre = 2048;

/// The settings, each with its key.
template <typename Settings, typename Visit>
void for_each_setting(Settings& settings, const Visit& visit) {
  visit("term_letters", settings.term_letters);
  visit("name_share", settings.name_share);
  visit("background_articles", settings.background_articles);
  visit("background_fades", settings.background_fades);
  visit("ngram_letters", settings.ngram_letters);
  visit("dense_columns", settings.dense_columns);
}

class ModelWriter {
 public:
  explicit ModelWriter(std::ostream& out) : out_(out) {}

  void write(const Model& model) {
    write_head(model);
    for (const auto& [term, reports] : model.frequencies.of_terms) {
      begin("term").string(term).key("reports").count(reports);
      end();
    }
    for (const auto& [word, counts] : model.frequencies.of_words) write_word(word, counts);
    for (const auto& [of, rows] : model.centres) {
      for (Eigen::Index i = 0; i < rows.rows(); ++i) write_centre(of, rows.row(i));
    }
    begin("end").count(lines_ + 1);
    end();
  }

 private:
  JsonLine& begin(std::string_view key) { return line_.begin_object().key(key); }

  void end() {
    line_.end_object();
    out_ << line_.text() << '\n';
    line_.clear();
    ++lines_;
  }

  void write_head(const Model& model) {
    begin(kVersionKey).count(kModelVersion);
    line_.key("settings").begin_object();
    for_each_setting(model.settings, [&](const char* key, auto value) { line_.key(key).exact(value); });
    line_.end_object().key("channels").begin_object();
    for (std::size_t i = 0; i < model.channel_weights.size(); ++i)
      line_.key(channel_kinds()[i].name).exact(model.channel_weights[i]);
    line_.end_object();
    line_.key("reports").count(model.frequencies.reports).key("words").count(model.frequencies.words);
    line_.key("languages").begin_object();
    for (const auto& [language, reports] : model.frequencies.languages) line_.key(language).count(reports);
    line_.end_object();
    end();
  }

  void write_word(const std::string& word, const Frequencies::OfWord& counts) {
    begin("word").string(word).key("reports").count(counts.reports);
    if (counts.inside > 0) line_.key("inside").count(counts.inside);
    if (counts.capitalised > 0) line_.key("capitalised").count(counts.capitalised);
    if (counts.number) line_.key("number").boolean(true);
    end();
  }

  template <typename Row>
  void write_centre(const std::string& of, const Row& row) {
    begin("centre").string(of).key("row").begin_array();
    for (const float value : row) line_.integer(static_cast<std::int64_t>(value));
    line_.end_array();
    end();
  }

  std::ostream& out_;
  JsonLine line_;
  std::uint64_t lines_ = 0;
};

class ModelReader {
 public:
  explicit ModelReader(const std::string& path) : path_(path) {}

  Model read() {
    std::istringstream in(read_file(path_));
    ground::read_lines(in, path_, "a model's", [&](const Fields& fields) {
      ++lines_;
      take(fields);
      return 0;
    });
    if (lines_ == 0)
      throw Error(ErrorKind::input, "it is empty; a model begins with a line of \"bundel_model\"", path_);
    if (!ended_)
      throw Error(ErrorKind::input, fmt::format("it is cut short: its last line is missing behind line {}", lines_),
                  path_);
    for (auto& [of, numbers] : centres_) {
      const auto columns = static_cast<Eigen::Index>(columns_.at(of));
      const auto rows = static_cast<Eigen::Index>(numbers.size()) / columns;
      model_.centres.emplace(of, Eigen::Map<const DenseRows>(numbers.data(), rows, columns));
    }
    return std::move(model_);
  }

 private:
  void take(const Fields& fields) {
    if (lines_ == 1) return take_head(fields);
    if (ended_) fields.fail("end", "not in the last line");
    if (fields.has("term")) return take_term(fields);
    if (fields.has("word")) return take_word(fields);
    if (fields.has("centre")) return take_centre(fields);
    ended_ = true;
    if (fields.count("end") != lines_) fields.fail("end", "another number of lines than there are");
  }

  void take_head(const Fields& fields) {
    if (!fields.has(kVersionKey)) fields.fail(kVersionKey, "missing; bundel events --save-model writes models");
    const std::uint64_t version = fields.count(kVersionKey);
    if (version != kModelVersion) {
      const std::string wanted =
          fmt::format("{}, and this program reads {} alone; make it anew", version, kModelVersion);
      fields.fail(kVersionKey, wanted.c_str());
    }
    const Fields settings = fields.object("settings");
    for_each_setting(model_.settings, [&]<typename Value>(const char* key, Value& value) {
      value = static_cast<Value>(settings.number(key));
    });
    const Fields channels = fields.object("channels");
    for (std::size_t i = 0; i < channel_kinds().size(); ++i)
      model_.channel_weights[i] = channels.number(std::string(channel_kinds()[i].name).c_str());
    model_.frequencies.reports = fields.count("reports");
    model_.frequencies.words = fields.count("words");
    for (const auto& [language, reports] : fields.counts("languages"))
      model_.frequencies.languages.emplace(language, reports);
  }

  static std::uint32_t small(const Fields& fields, const char* key) {
    const std::uint64_t count = fields.has(key) ? fields.count(key) : 0;
    if (count > std::numeric_limits<std::uint32_t>::max()) fields.fail(key, "too large");
    return static_cast<std::uint32_t>(count);
  }

  void take_term(const Fields& fields) {
    append(fields, "term", small(fields, "reports"), model_.frequencies.of_terms);
  }

  void take_word(const Fields& fields) {
    const Frequencies::OfWord counts{small(fields, "reports"), small(fields, "inside"), small(fields, "capitalised"),
                                     fields.has("number")};
    append(fields, "word", counts, model_.frequencies.of_words);
  }

  /// Counts are looked up in order (Frequencies).
  template <typename Value>
  static void append(const Fields& fields, const char* key, const Value& value,
                     std::vector<std::pair<std::string, Value>>& all) {
    std::string text = fields.text(key);
    if (!all.empty() && all.back().first >= text) fields.fail(key, "not behind the one before it");
    all.emplace_back(std::move(text), value);
  }

  void take_centre(const Fields& fields) {
    const std::string of = fields.text("centre");
    const std::vector<double> row = fields.numbers("row");
    const bool whole = std::ranges::all_of(
        row, [](double number) { return number == std::rint(number) && std::abs(number) <= kMostOfCentre; });
    if (!whole || row.empty()) fields.fail("row", "not a list of whole numbers of at most 2048");
    const std::size_t columns = columns_.emplace(of, row.size()).first->second;
    if (row.size() != columns) fields.fail("row", "of another length than those before");
    for (const double number : row) centres_[of].push_back(static_cast<float>(number));
  }

  const std::string& path_;
  std::uint64_t lines_ = 0;
  bool ended_ = false;
  Model model_;
  std::map<std::string, std::size_t> columns_;
  std::map<std::string, std::vector<float>> centres_;
};

}  // namespace

void write_model(std::ostream& out, const Model& model) {
  ModelWriter(out).write(model);
}

Model read_model(const std::string& path) {
  return ModelReader(path).read();
}

}  // namespace bundel
