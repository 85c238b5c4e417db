/// Results in ids to records in the articles' own names.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "bundel/pipeline.h"

namespace bundel::pipeline_detail {

std::vector<CopyRecord> copy_records(const CopyGroup& group, std::span<const Article> articles);

std::vector<GroupRecord> group_records(std::span<const CopyGroup> groups, std::span<const Article> articles);

/// Fills new_headline and new_text of every copy. Cost: a comparison of words and a second cutting of the text each.
void add_new_words(std::span<GroupRecord> records, std::span<const CopyGroup> groups, const CopyInput& input,
                   int min_run);

/// With `words`, each shared run also as written in a.
PairRecord pair_record(const Match& match, std::span<const Article> articles, bool words);

/// Words of an article's full text as they stand there, on one line.
std::string words_as_written(const Article& article, WordRange range);

/// A word as the article, which has it, spells it where it stands first, in lower case. Cost: nothing where the
/// collection spells the word in one way, else a cutting of the article's text.
std::string spelling_of(WordId word, const Corpus& corpus, ArticleId id);

/// The same for sources that same_source takes for one: ASCII letters in lower case.
std::string source_key(std::string_view source);

/// `text` with each run of white space as one space, none at the ends.
std::string one_line(std::string_view text);

}  // namespace bundel::pipeline_detail
