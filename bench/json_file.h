/// Generated articles in a JSON Lines file that goes away with the object.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "generate.h"

namespace bundel::bench {

class JsonFile {
 public:
  explicit JsonFile(const Generation& generation)
      : path_(std::filesystem::temp_directory_path() / ("bundel_bench_" + std::to_string(::getpid()) + ".jsonl")) {
    std::ofstream out(path_, std::ios::binary);
    generate(generation, [&](Planted&& planted) { write_json_line(out, planted.article); });
  }
  ~JsonFile() { std::remove(path_.c_str()); }
  JsonFile(const JsonFile&) = delete;
  JsonFile& operator=(const JsonFile&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace bundel::bench
