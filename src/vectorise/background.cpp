/// The shipped tables of term frequencies, and their look-up.
///
/// A table is text: a line is a frequency in centibels (100 * log10 of the share of all words) and the terms that have
/// it. The bytes are part of the program, so that it needs no data folder.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <mutex>
#include <optional>

#include "bundel/error.h"
#include "bundel/vectorise.h"

// Made by the build of the names of the tables: BUNDEL_BACKGROUNDS(each) is each(language) for all, in alphabetical order.
#include "vectorise/backgrounds.inc"

// Puts a file's bytes between two symbols of the read-only section.
#define BUNDEL_EMBED(language)                          \
  __asm__(                                              \
      ".section .rodata\n"                              \
      ".local bundel_background_" #language             \
      "\n"                                              \
      ".local bundel_background_" #language             \
      "_end\n"                                          \
      "bundel_background_" #language                    \
      ":\n"                                             \
      ".incbin \"" BUNDEL_BACKGROUND_DIR "/" #language  \
      ".txt\"\n"                                        \
      "bundel_background_" #language                    \
      "_end:\n"                                         \
      ".previous\n");                                   \
  extern "C" const char bundel_background_##language[]; \
  extern "C" const char bundel_background_##language##_end[];

BUNDEL_BACKGROUNDS(BUNDEL_EMBED)

#define BUNDEL_NAME(language) #language,
#define BUNDEL_TABLE(language)                   \
  std::string_view(bundel_background_##language, \
                   static_cast<std::size_t>(bundel_background_##language##_end - bundel_background_##language)),

namespace bundel {
namespace {

constexpr auto kLanguages = std::to_array<std::string_view>({BUNDEL_BACKGROUNDS(BUNDEL_NAME)});
static_assert(std::ranges::is_sorted(kLanguages));

std::string_view table_of(std::size_t language) {
  static const std::array<std::string_view, kLanguages.size()> tables = {BUNDEL_BACKGROUNDS(BUNDEL_TABLE)};
  return tables[language];
}

/// Cuts the text before the first `separator` off the front of `rest`.
std::string_view take(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return part;
}

}  // namespace

Background::Background(std::string_view table) {
  while (!table.empty()) {
    std::string_view line = take(table, '\n');
    if (line.empty() || line.front() == '#') continue;
    const std::string_view number = take(line, ' ');
    int centibels = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), centibels);
    if (error != std::errc{} || end != number.data() + number.size() || centibels > 0) {
      throw Error(ErrorKind::bug, "a line does not begin with a frequency in centibels", "background table");
    }
    const double share = std::pow(10.0, centibels / 100.0);
    while (!line.empty()) terms_.push_back({take(line, ' '), share});
  }
  std::ranges::sort(terms_, {}, &Entry::term);
}

double Background::share(std::string_view term) const {
  const auto found = std::ranges::lower_bound(terms_, term, {}, &Entry::term);
  return found != terms_.end() && found->term == term ? found->share : 0.0;
}

const Background* Background::of(std::string_view language) {
  static std::array<std::once_flag, kLanguages.size()> parsed;
  static std::array<const Background*, kLanguages.size()> tables{};  // live as long as the program
  const auto found = std::ranges::lower_bound(kLanguages, language);
  if (found == kLanguages.end() || *found != language) return nullptr;
  const auto i = static_cast<std::size_t>(found - kLanguages.begin());
  std::call_once(parsed[i], [i] {
    static std::array<std::optional<Background>, kLanguages.size()> owned;
    tables[i] = &owned[i].emplace(table_of(i));
  });
  return tables[i];
}

std::span<const std::string_view> Background::languages() {
  return kLanguages;
}

}  // namespace bundel
