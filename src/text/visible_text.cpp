/// Text as a reader would see it: decides what a text is, and who reads it.
#include "bundel/text.h"

#include "ground/parallel.h"
#include "text/entities.h"
#include "text/html_tree.h"
#include "text/markup_survey.h"
#include "text/strip_tags.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bundel {
namespace {

using text_detail::MarkupSurvey;
using text_detail::References;
using text_detail::WhiteSpace;

WhiteSpace white_space_of(const MarkupSurvey& survey) {
  if (survey.is_xml && !survey.has_paragraph) return WhiteSpace::lines;
  if (!survey.has_block) return WhiteSpace::as_written;
  return survey.has_paragraph ? WhiteSpace::collapsed : WhiteSpace::blank_lines;
}

std::string read_markup(std::string_view text, const MarkupSurvey& survey) {
  const WhiteSpace white_space = white_space_of(survey);
  if (survey.needs_tree && survey.fits_tree && white_space != WhiteSpace::as_written) {
    if (auto seen = text_detail::read_html_tree(text, white_space)) return std::move(*seen);
  }
  return text_detail::strip_tags(text, survey, white_space);
}

/// What is escaped once more: `&amp;quot;`, or HTML in the description of a feed.
constexpr int kRounds = 2;

/// Nothing where the text is as it is seen.
std::optional<std::string> seen_in(std::string_view text) {
  std::optional<std::string> seen;
  for (int round = 0; round < kRounds; ++round) {
    const std::string_view now = seen ? std::string_view(*seen) : text;
    MarkupSurvey survey;
    if (now.find('<') != std::string_view::npos) survey = text_detail::survey_markup(now);
    if (survey.is_markup) {
      seen = read_markup(now, survey);
      if (survey.shows_code) break;
      continue;
    }
    if (now.find('&') == std::string_view::npos) break;
    std::string resolved;
    if (!text_detail::append_resolved(now, References::closed, resolved)) break;
    seen = std::move(resolved);
  }
  return seen;
}

bool make_text_visible(std::string& text) {
  auto seen = seen_in(text);
  if (!seen) return false;
  text = std::move(*seen);
  return true;
}

/// A title is one line.
bool make_title_visible(std::string& title) {
  auto seen = seen_in(title);
  if (!seen) return false;
  title = std::move(*seen);
  std::replace(title.begin(), title.end(), '\n', ' ');
  return true;
}

}  // namespace

std::string visible_text(std::string_view text) {
  auto seen = seen_in(text);
  return seen ? std::move(*seen) : std::string(text);
}

std::size_t make_visible(std::span<Article> articles) {
  constexpr ground::Grain kTexts{64};
  std::atomic<std::size_t> changed = 0;
  const auto make_article_visible = [&](std::size_t i) {
    const bool title = make_title_visible(articles[i].title);
    const bool text = make_text_visible(articles[i].text);
    if (title || text) changed.fetch_add(1, std::memory_order_relaxed);
  };
  ground::parallel_for(articles.size(), make_article_visible, kTexts);
  return changed;
}

}  // namespace bundel
