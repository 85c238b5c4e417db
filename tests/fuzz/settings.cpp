/// Settings: a file of them, and one by its name (first line) with values (the others).
#include "bundel/error.h"
#include "cli/config.h"
#include "fuzz/support.h"

#include <algorithm>
#include <sstream>
#include <vector>

namespace {

using namespace bundel;

std::vector<std::string> values_of(const Settings& settings) {
  std::vector<std::string> values;
  for (const Setting& setting : list_settings(settings)) values.push_back(setting.value);
  return values;
}

void check_file(std::string_view bytes) {
  Settings settings;
  try {
    cli::read_config(fuzz::write_file("a.toml", bytes), settings);
    check(settings);
  } catch (const Error&) {
    return;
  }
  Settings again;
  cli::read_config(fuzz::write_file("b.toml", cli::write_config(settings)), again);
  fuzz::require(values_of(again) == values_of(settings), "settings that are written are read as they were");
}

void check_one(std::string_view input) {
  std::istringstream lines{std::string(input)};
  std::string name;
  std::getline(lines, name);
  constexpr std::size_t kLongest = 40;  // the nearest of the known names is looked for, which takes long for long ones
  name.resize(std::min(name.size(), kLongest));
  std::vector<std::string> values;
  for (std::string value; std::getline(lines, value);) values.push_back(value);
  Settings settings;
  try {
    set_setting(settings, name, values);
  } catch (const Error&) {
    return;
  }
  const std::vector<Setting> listed = list_settings(settings);
  const auto set = std::ranges::find(listed, name, &Setting::name);
  fuzz::require(set != listed.end(), "what was set is listed");
  if (values.size() != 1) return;
  set_setting(settings, name, std::vector{set->value});
  fuzz::require(values_of(settings) == values_of(settings), "a setting takes the value that it shows");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = fuzz::view(data, size);
  check_file(input);
  check_one(input);
  return 0;
}
