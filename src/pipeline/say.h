/// What each step took in and gave out, as a line for a person.
#pragma once

#include "bundel/pipeline.h"

#include <cstddef>
#include <span>
#include <string>

namespace bundel::pipeline_detail {

std::string say_read(const Collection& collection);
std::string say_text(const Corpus& corpus, const TextSettings& settings);
std::string say_boilerplate(const Boilerplate& found, const BoilerplateSettings& settings);
std::string say_matches(const Matches& matches);
std::string say_groups(const CopyGroups& found, const CopyInput& input);
std::string say_reports(const Reports& reports);
std::string say_space(const Space& space, const Reports& reports, std::size_t with_vectors);
std::string say_candidates(const Candidates& candidates, const Reports& reports);
std::string say_merges(const Dendrogram& dendrogram);
std::string say_events(std::span<const EventRecord> events);

}  // namespace bundel::pipeline_detail
