#include "duplicates/forms.h"

#include "duplicates/grain.h"
#include "duplicates/template_rule.h"
#include "duplicates/windows.h"

namespace bundel::duplicates_detail {
namespace {

/// Words of a shared run where two texts are aligned.
constexpr int kRun = 5;

/// What one thread needs to compare texts.
struct Scratch {
  SharedWordCounter counter;
  TemplateRule templates;

  /// `one`: what the counter took last.
  bool are_templates(Words one, Words other) {
    return templates.compare(other, one, counter, counter.count(other)).has_value();
  }
};

/// Whether more than half of the pairs are of one template.
bool mostly_templates(const Asked& asked, const Texts& texts, Scratch& scratch) {
  const std::span<const TextId> ids = texts_of(asked);
  std::size_t templates = 0;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Words one = texts.words[ids[i]];
    scratch.counter.take(one, kRun);
    for (std::size_t j = i + 1; j < ids.size(); ++j) templates += scratch.are_templates(one, texts.words[ids[j]]);
  }
  return 2 * templates > ids.size() * (ids.size() - 1) / 2;
}

}  // namespace

Forms::Forms(const Texts& texts, const Pieces& pieces, const WordKinds& kinds, std::span<const Holding> holdings,
             const BoilerplateSettings& settings)
    : kinds_(&kinds), holds_(texts.size(), false) {
  const Questions questions(pieces, holdings, static_cast<std::size_t>(settings.articles));
  std::vector<char> templates(questions.firsts.size());
  ground::PerThread<Scratch> scratch([&] { return Scratch{{}, TemplateRule(kinds)}; });
  ground::parallel_for(
      templates.size(), scratch,
      [&](std::size_t set, Scratch& of_thread) {
        templates[set] = mostly_templates(questions.of_set(set).front().asked, texts, of_thread);
      },
      kTexts);
  for (std::size_t set = 0; set < templates.size(); ++set) {
    if (templates[set] == 0) continue;
    for (const Questions::Question& question : questions.of_set(set)) forms_.insert(question.hash);
  }
  for (const Holding& holding : holdings) {
    if (is_form(holding.hash)) holds_[holding.text] = true;
  }
}

bool Forms::are_templates(Words one, Words other) const {
  Scratch scratch{{}, TemplateRule(*kinds_)};
  scratch.counter.take(one, kRun);
  return scratch.are_templates(one, other);
}

}  // namespace bundel::duplicates_detail
