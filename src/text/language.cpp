#include "text/language.h"

#include "text/code_points.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

namespace bundel::text_detail {
namespace {

/// CLD2 reads 15 MB/s a core, a few times slower than words are cut. On 2,600 news reports in nine languages 1,024
/// bytes leave one more unanswered than 2,048 do; 512 bytes fourteen more, and take three for a neighbouring language.
constexpr std::size_t kBytesRead = 1024;

/// CLD2's names for what ISO 639-1 calls otherwise today.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kRenamed = {
    {{"iw", "he"}, {"jw", "jv"}, {"in", "id"}, {"mo", "ro"}, {"ji", "yi"}}};

/// Appends what CLD2 accepts: malformed bytes, controls and what no script owns become spaces.
void append_clean(std::string& to, std::string_view text) {
  for (std::size_t at = 0; at < text.size() && to.size() < kBytesRead;) {
    const std::size_t begin = at;
    const UChar32 code = next_code_point(text, at);
    constexpr std::uint32_t kKept = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK | U_GC_P_MASK;
    if (code >= 0 && (U_GET_GC_MASK(code) & kKept) != 0) {
      to.append(text.substr(begin, at - begin));
    } else if (to.empty() || to.back() != ' ') {
      to.push_back(' ');
    }
  }
}

}  // namespace

std::string detect_language(std::string_view title, std::string_view text) {
  std::string clean;
  clean.reserve(kBytesRead + 64);
  append_clean(clean, title);
  clean.push_back(' ');
  append_clean(clean, text);

  const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  bool reliable = false;
  int valid_bytes = 0;
  const CLD2::Language best = CLD2::ExtDetectLanguageSummaryCheckUTF8(
      clean.data(), static_cast<int>(clean.size()), true, &no_hints, 0, languages.data(), percents.data(),
      scores.data(), nullptr, &text_bytes, &reliable, &valid_bytes);
  if (!reliable || best == CLD2::UNKNOWN_LANGUAGE) return {};

  std::string_view code = CLD2::LanguageCode(best);
  code = code.substr(0, code.find('-'));  // zh-Hant, sr-ME
  const auto* renamed = std::find_if(kRenamed.begin(), kRenamed.end(), [&](const auto& p) { return p.first == code; });
  if (renamed != kRenamed.end()) code = renamed->second;
  return code.size() == 2 ? std::string(code) : std::string();
}

}  // namespace bundel::text_detail
