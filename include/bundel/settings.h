/// Settings by their names: what a settings file, a command line or a caller in another language says, and what a
/// result carries so that it can be made again.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace bundel {

struct Settings;

/// One setting in force, as a person is shown it.
struct Setting {
  std::string name;
  std::string value;         ///< of a list all values, with commas; empty where it is not set
  std::string origin;        ///< "default", "command line", the path of a settings file
  std::string range = {};    ///< "1 to 1000", "above 0, at most 1", "earliest, latest, longest, first"; empty: any text
  std::string unit = {};     ///< of a number, in the plural: "words"; empty: none
  std::string meaning = {};  ///< a phrase without a full stop
  bool is_list = false;      ///< takes any number of values
  std::vector<std::string> values = {};  ///< as set_setting takes them back; none where it is not set
};

/// Every setting, in the order of Settings; origin "default", for the caller to change.
std::vector<Setting> list_settings(const Settings& settings);

/// Gives a setting the values that list_settings shows; lists (prefer, keep-from) take any number, all others one.
/// Ranges are for `check`. Errors: Error with the name as `where`: no such setting (names the nearest one), or a value
/// that cannot be read.
void set_setting(Settings& settings, const std::string& name, std::span<const std::string> values);

/// Checks the range of every setting, and those that depend on one another. Errors: Error with the setting's name as
/// `where`, its value and its range.
void check(const Settings& settings);

}  // namespace bundel
