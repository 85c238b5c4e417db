/// `bundel dups` over made-up records, each way it can be written.
#pragma once

#include "cli/arguments.h"
#include "cli/commands.h"
#include "support/temp_folder.h"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::test {

using Options = std::vector<std::string>;

inline std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

inline std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

/// One line of JSON Lines; `text` as it stands between quotes.
inline std::string record(std::string_view id, std::string_view text, std::string_view more = "") {
  return "{\"id\":\"" + std::string(id) + "\",\"text\":\"" + std::string(text) + "\"" + std::string(more) + "}";
}

/// Parses and carries out `bundel dups INPUT OPTIONS` as the program does. Returns its exit status. Errors: Error.
inline int run_program(const std::string& input, const Options& options) {
  std::vector<const char*> arguments = {"bundel", "dups", input.c_str(), "--quiet"};
  for (const std::string& option : options) arguments.push_back(option.c_str());
  std::string text;
  const auto plan = cli::parse_arguments(static_cast<int>(arguments.size()), arguments.data(), text);
  if (!plan) throw std::runtime_error("help was asked for");
  return cli::carry_out(*plan);
}

/// What a run over one input gives.
struct DupsOutput {
  std::vector<std::string> kept;
  std::vector<std::string> dropped;
  std::vector<std::string> rejected;
  std::string groups;  ///< JSON Lines
  std::string pairs;   ///< JSON Lines
  std::uint64_t read = 0;

  [[nodiscard]] bool adds_up() const { return kept.size() + dropped.size() + rejected.size() == read; }
};

/// The number behind `"name":` in a line of JSON.
inline std::uint64_t number_of(const std::string& json, const std::string& name) {
  const std::size_t at = json.find("\"" + name + "\":");
  if (at == std::string::npos) throw std::runtime_error("no " + name + " in " + json);
  return std::stoull(json.substr(at + name.size() + 3));
}

inline DupsOutput run_over(const std::string& input, const Options& options = {}) {
  const TempFolder folder;
  const std::string out = folder / "out";
  const std::string rejects = folder / "rejects";
  const std::string stats = folder / "stats";
  const auto emit = [&](const Options& how) {
    Options all = {"--output", out, "--rejects", rejects, "--stats", stats};
    all.insert(all.end(), how.begin(), how.end());
    all.insert(all.end(), options.begin(), options.end());
    run_program(input, all);
    return bytes_of(out);
  };
  DupsOutput output;
  output.groups = emit({"--format", "jsonl"});
  output.pairs = emit({"--emit", "pairs", "--format", "jsonl"});
  output.kept = lines_of(emit({"--emit", "kept"}));
  output.dropped = lines_of(emit({"--emit", "dropped"}));
  output.rejected = lines_of(bytes_of(rejects));
  output.read = number_of(bytes_of(stats), "read");
  return output;
}

/// The same over lines of JSON Lines.
inline DupsOutput run_over_records(const std::vector<std::string>& records, const Options& options = {}) {
  const TempFolder folder;
  return run_over(folder.write("records.jsonl", joined(records)), options);
}

}  // namespace bundel::test
