/// Settings files: TOML with the names that `bundel config` shows.
#pragma once

#include <iosfwd>
#include <map>
#include <span>
#include <string>

#include "bundel/pipeline.h"

namespace bundel::cli {

/// The settings file that is read without being asked for, in the working folder.
constexpr const char* kOwnConfig = "bundel.toml";

/// Reads `copy-threshold = 0.6`, `keep = "longest"`, `prefer = ["ANP", "Reuters"]`, `[fields]` and so on into the
/// settings. Returns the names it set, each with its path:line. Errors: Error with file and line where it is no TOML, a
/// name is no setting or a value is none that the setting has.
std::map<std::string, std::string> read_config(const std::string& path, Settings& settings);

/// The settings that differ from the built-in ones, as such a file.
std::string write_config(const Settings& settings);

/// Every setting with its meaning, range and origin, as a file for people that is such a file, too: what is built in
/// or the clock's stands in comments, so that it says the same again.
void write_commented(std::ostream& out, std::span<const Setting> settings);

}  // namespace bundel::cli
