#include "ground/number.h"

#include <fmt/format.h>

#include <cassert>
#include <cmath>
#include <cstddef>

namespace bundel::ground {

namespace {

constexpr std::int64_t kWhole = 10'000;

std::string text_of(std::int64_t parts) {
  std::string text = fmt::format("{}.{:04}", parts / kWhole, parts % kWhole);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

std::int64_t ten_thousandths(double share) {
  const double scaled = std::round(share * static_cast<double>(kWhole));
  assert(scaled >= 0 && scaled <= static_cast<double>(kWhole));
  return static_cast<std::int64_t>(scaled);
}

std::string share_text(double share) {
  return text_of(ten_thousandths(share));
}

std::string number_text(double number) {
  assert(std::abs(number) < 1e12);
  const auto parts = static_cast<std::int64_t>(std::round(number * static_cast<double>(kWhole)));
  return parts < 0 ? "-" + text_of(-parts) : text_of(parts);
}

std::string percent_text(double share) {
  return fmt::format("{}%", ten_thousandths(share) / 100);
}

std::string score_text(double score) {
  const std::int64_t hundredths = (ten_thousandths(score) + 50) / 100;
  return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
}

std::string count_text(std::uint64_t count) {
  std::string text = fmt::format("{}", count);
  for (std::size_t digits = text.size(); digits > 3; digits -= 3) text.insert(digits - 3, 1, ',');
  return text;
}

std::string counted(std::uint64_t count, std::string_view noun, std::string_view plural) {
  if (count == 1) return fmt::format("1 {}", noun);
  return plural.empty() ? fmt::format("{} {}s", count_text(count), noun)
                        : fmt::format("{} {}", count_text(count), plural);
}

}  // namespace bundel::ground
