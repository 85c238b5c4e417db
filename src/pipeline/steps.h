/// Steps that several commands begin with.
#pragma once

#include "bundel/pipeline.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bundel::pipeline_detail {

/// The step "read", or that of another name.
Collection read_step(const std::vector<std::string>& inputs, const ReadSettings& settings,
                     std::string_view name = "read");
/// The step "text". Behind the collection's articles stand the references.
Corpus text_step(Collection collection, const TextSettings& settings, std::vector<Article> references = {});

/// The step "boilerplate"; silent where nobody wants it or another command did it.
Corpus boilerplate_step(Corpus corpus, const BoilerplateSettings& settings);

/// Every stage made from those before it.
std::shared_ptr<EventStages> make_stages(Corpus corpus, const Settings& settings);

/// The model that the settings name, or one that knows no words yet. Errors: those of read_model; Error with the
/// setting's name where it was given another value than the model's.
Model known_model(const Settings& settings);

/// Settings for what takes words alone: copies.
Settings words_only(Settings settings);

/// Texts are half of the memory, and the search for copies, which needs as much again, does not look at them. What is
/// left of the articles is copied: where it stood between the texts it would hold on to their pages.
void free_texts(std::vector<Article>& articles);

/// Errors: Error where no article has the id; names one whose id ends with it.
ArticleId find_article(const Corpus& corpus, const std::string& id);

}  // namespace bundel::pipeline_detail
