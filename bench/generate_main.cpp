/// Writes generated articles, so that other programs can be measured on what the benchmarks measure.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "generate.h"

namespace {

using namespace bundel::bench;

/// Errors: std::ofstream::failure, also where `truth` cannot be opened.
void write(const Generation& generation, const std::string& truth_path) {
  std::cout.exceptions(std::ios::failbit | std::ios::badbit);
  std::ofstream truth;
  if (!truth_path.empty()) {
    truth.exceptions(std::ios::failbit | std::ios::badbit);
    truth.open(truth_path, std::ios::binary);
    truth << "id,event,copy_of\n";
  }
  generate(generation, [&](Planted&& planted) {
    write_json_line(std::cout, planted.article);
    if (truth.is_open()) truth << planted.article.id << ',' << planted.event << ',' << planted.copy_of << '\n';
  });
  std::cout.flush();
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  CLI::App app("Writes made-up articles as JSON Lines to standard output: id, title, text, date, source.",
               "bundel_generate");
  std::vector<std::string> names;
  for (const Series series : kAllSeries) names.emplace_back(name_of(series));
  Generation generation;
  std::string series;
  std::string truth;
  app.add_option("--series", series, "What is planted among them")->required()->check(CLI::IsMember(names));
  app.add_option("--articles", generation.articles, "How many")->required();
  app.add_option("--seed", generation.seed, "Same seed, same bytes")->capture_default_str();
  app.add_option("--truth", truth, "Write id,event,copy_of of each article here")->type_name("FILE");
  CLI11_PARSE(app, argc, argv);
  generation.series = *series_named(series);
  try {
    write(generation, truth);
  } catch (const std::ios_base::failure& error) {
    std::cout.exceptions(std::ios::goodbit);  // std::cerr flushes it
    std::cerr << "bundel_generate: cannot write: " << error.what() << '\n';
    return 2;
  }
  return 0;
}
