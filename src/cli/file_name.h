/// What the name of a file to be written promises.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "bundel/read.h"

namespace bundel::cli {

enum class NamedForm : std::uint8_t { text, json, csv, tsv, toml, svg, other };

struct FileName {
  Packing packing = Packing::none;
  std::optional<NamedForm> form;  ///< none: the name promises nothing, such as x, x.txt or x.out; never text
  std::string ending;             ///< that says the form: ".csv" of "a.CSV.gz"
  std::string foreign_packing;    ///< an ending of packed files that are not written: ".zip"
};

/// Letters count in any case.
FileName file_name(std::string_view path);

/// Errors: Error with `option` as `where`, where the name promises a packing that is not written.
void check_packing(const char* option, const std::string& path);

/// Checks that a file which will hold `what` ("the statistics are JSON") may have this name. Errors: Error with
/// `option` as `where`, where the name promises another form or a packing that is not written.
void check_name(const char* option, const std::string& path, NamedForm holds, std::string_view what);

}  // namespace bundel::cli
