#include "cli/config.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include "bundel/error.h"

namespace bundel::cli {
namespace {

std::string place_of(const std::string& path, const toml::source_region& source) {
  return fmt::format("{}:{}", path, source.begin.line);
}

/// A value as set_setting reads it.
std::string text_of(const toml::node& node, const std::string& place) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
  if (const auto* whole = node.as_integer()) return fmt::format("{}", whole->get());
  if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
  if (const auto* date = node.as_date()) {
    const toml::date day = date->get();
    return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
  }
  throw Error("a string, a number, a date, true or false is wanted here", place);
}

class Reader {
 public:
  Reader(const std::string& path, Settings& settings) : path_(path), settings_(settings) {}

  void read(const toml::table& table, const std::string& prefix) {
    for (const auto& [key, node] : table) {
      const std::string name = prefix + std::string(key.str());
      if (const toml::table* inner = node.as_table()) {
        read(*inner, name + ".");
      } else {
        set(name, node);
      }
    }
  }

  std::vector<std::string> names;

 private:
  void set(const std::string& name, const toml::node& node) {
    const std::string place = place_of(path_, node.source());
    std::vector<std::string> values;
    if (const toml::array* list = node.as_array()) {
      for (const toml::node& item : *list) values.push_back(text_of(item, place));
    } else {
      values.push_back(text_of(node, place));
    }
    try {
      set_setting(settings_, name, values);
    } catch (const Error& error) {
      throw Error(error.what(), place);
    }
    names.push_back(name);
  }

  const std::string& path_;
  Settings& settings_;
};

/// Whether a value stands in TOML as it is: a number, true or false.
bool is_bare(const std::string& text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return text == "true" || text == "false" || (read.ec == std::errc{} && read.ptr == text.data() + text.size());
}

toml::table parse(const std::string& path) {
  std::error_code none;
  if (std::filesystem::is_directory(path, none)) throw Error("it is a folder; a settings file is wanted", path);
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error("cannot open the file", path);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (in.bad() || bytes.bad()) throw Error("cannot read the file", path);
  try {
    return toml::parse(bytes.str(), path);
  } catch (const toml::parse_error& error) {
    throw Error(std::string(error.description()), place_of(path, error.source()));
  }
}

}  // namespace

std::vector<std::string> read_config(const std::string& path, Settings& settings) {
  Reader reader(path, settings);
  reader.read(parse(path), "");
  return reader.names;
}

std::string write_config(const Settings& settings) {
  const std::vector<Setting> now = list_settings(settings);
  const std::vector<Setting> built_in = list_settings({});
  std::ostringstream out;
  toml::table texts;  // a library's escapes are better than ours; its numbers are too long
  for (std::size_t i = 0; i < now.size(); ++i) {
    const auto& [name, value, origin] = now[i];
    if (value == built_in[i].value) continue;
    if (name.starts_with("fields.")) {
      texts.insert("fields", toml::table{}).first->second.as_table()->insert(name.substr(7), value);
    } else if (is_bare(value)) {
      out << name << " = " << value << '\n';
    } else {
      texts.insert(name, value);
    }
  }
  for (const auto& [name, values] :
       {std::pair("prefer", &settings.copies.prefer), std::pair("keep-from", &settings.keep_from)}) {
    toml::array list;
    for (const std::string& value : *values) list.push_back(value);
    if (!list.empty()) texts.insert_or_assign(name, std::move(list));
  }
  if (!texts.empty()) out << texts << '\n';
  return out.str();
}

}  // namespace bundel::cli
