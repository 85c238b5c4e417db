/// Values of every setting within its range and outside, written down by hand beside the table of the library.
#pragma once

#include <string>
#include <vector>

namespace bundel::test {

struct Trial {
  std::string name;
  std::string value;  ///< as list_settings shows it
  bool good = true;
  std::string also = {};  ///< NAME=NUMBER of another setting that this one depends on

  [[nodiscard]] std::string also_in_file() const { return also.empty() ? "" : also + "\n"; }
};

/// Of every setting one or more good values that are not its default: of a number the least and the largest; and what
/// lies beyond them.
inline std::vector<Trial> trials() {
  struct Numbers {
    const char* name;
    std::vector<const char*> good, bad;
    const char* also = "";
  };
  const std::vector<Numbers> numbers = {
      {"lead-bytes", {"0", "1000000"}, {"-1", "-5", "1000001"}},
      {"passage-words", {"20", "100000"}, {"-1", "0", "100001"}},
      {"passage-words", {"1"}, {}, "passage-min-words=0"},
      {"passage-min-words", {"0", "80"}, {"-1", "81", "100001"}},
      {"passage-min-words", {"100000"}, {}, "passage-words=100000"},
      {"boilerplate-articles", {"2", "1000"}, {"1", "1001"}},
      {"boilerplate-likeness", {"0", "1"}, {"-0.001", "1.001"}},
      {"copy-threshold", {"0.001", "1"}, {"0", "-0.5", "1.001", "nan", "inf"}},
      {"containment", {"0.001", "1"}, {"0", "-0.5", "1.001", "nan"}},
      {"min-run", {"1", "1000"}, {"0", "-5", "1001", "5000000000"}},
      {"term-letters", {"1", "100"}, {"0", "101"}},
      {"name-share", {"0", "1"}, {"-0.001", "1.001"}},
      {"background-fades", {"1", "1000000000"}, {"0", "1000000001"}},
      {"background-articles", {"0", "1000000000"}, {"-1", "1000000001"}},
      {"piece-letters", {"1", "100"}, {"0", "101"}},
      {"dense-columns", {"16", "4096"}, {"15", "4097"}},
      {"neighbours", {"1", "10000"}, {"0", "10001"}},
      {"exact-rows", {"0", "4294967295"}, {"-1", "4294967296"}},
      {"probes", {"1", "10000"}, {"0", "10001"}},
      {"neighbour-further", {"0", "1000"}, {"-1", "1001"}},
      {"passage-neighbours", {"1", "10000"}, {"0", "10001"}},
      {"passage-index-rows", {"0", "4294967295"}, {"-1", "4294967296"}},
      {"event-threshold", {"0.01", "1"}, {"-0.1", "0", "0.005", "1.1"}},
      {"event-threshold", {"0"}, {}, "event-floor=0"},
      {"event-floor", {"0", "0.5"}, {"-0.1", "1.1"}},
      {"event-floor", {"1"}, {}, "event-threshold=1"},
      {"body-weight", {"0", "1000"}, {"-0.1", "1000.1"}},
      {"lead-weight", {"0", "1000"}, {"-0.1", "1000.1"}},
      {"piece-weight", {"0", "1000"}, {"-0.1", "1000.1"}},
      {"vector-weight", {"0", "1000"}, {"-0.1", "1000.1"}},
      {"foreign-bias", {"-1000", "1000"}, {"-1000.1", "1000.1"}},
      {"short-penalty", {"-1000", "1000"}, {"-1000.1", "1000.1"}},
      {"time-weight", {"0", "1000"}, {"-0.1", "1000.1"}},
      {"unknown-time", {"0", "100"}, {"-0.1", "100.1"}},
      {"bias", {"-1000", "1000"}, {"-1000.1", "1000.1", "1e999"}},
      {"keywords", {"0", "100"}, {"-1", "101", "2.5", "five"}},
  };
  std::vector<Trial> all = {
      {"ids", "given"},
      {"ids", "file"},
      {"ids", "plain", false},
      {"boilerplate", "keep"},
      {"boilerplate", "some", false},
      {"since", "2023-02"},
      {"since", "soon", false},
      {"until", "2023-02-21"},
      {"until", "soon", false},
      {"date-order", "dmy"},
      {"date-order", "mdy"},
      {"date-order", "ymd", false},
      {"today", "2024-01-02"},
      {"today", "soon", false},
      {"encoding", "latin1"},
      {"vectors", "v.jsonl", true, "vector-weight=10"},
      {"model", "m.jsonl"},
      {"keep", "latest"},
      {"keep", "longest"},
      {"keep", "first"},
      {"keep", "best", false},
      {"prefer", "ANP"},
      {"keep-from", "archive"},
      {"keep-from", "-", false},
      {"noisy", "false"},
      {"noisy", "no", false},
      {"fold-templates", "true"},
      {"fold-templates", "1", false},
      {"fold-excerpts", "true"},
      {"fold-excerpts", "1", false},
      {"latest-revision", "true"},
      {"latest-revision", "yes", false},
  };
  for (const char* field : {"id", "title", "text", "date", "source", "url", "language"}) {
    all.push_back({std::string("fields.") + field, "x"});
  }
  for (const Numbers& one : numbers) {
    for (const char* value : one.good) all.push_back({one.name, value, true, one.also});
    for (const char* value : one.bad) all.push_back({one.name, value, false, one.also});
  }
  return all;
}

}  // namespace bundel::test
