#include "duplicates/texts.h"

#include "bundel/run.h"
#include "duplicates/grain.h"

#include <xxhash.h>

#include <algorithm>
#include <unordered_map>

namespace bundel::duplicates_detail {
namespace {

std::vector<std::uint64_t> hash_documents(std::span<const Document> documents) {
  std::vector<std::uint64_t> hashes(documents.size());
  const auto hash = [&](std::size_t i) {
    const std::vector<WordId>& words = documents[i].words;
    hashes[i] = XXH3_64bits(words.data(), words.size() * sizeof(WordId));
  };
  ground::parallel_for(documents.size(), hash, kTexts);
  return hashes;
}

}  // namespace

Texts distinct_texts(const CopyInput& input, std::span<const ArticleId> order) {
  const std::vector<std::uint64_t> hashes = hash_documents(input.documents);
  Texts texts;
  texts.hash_of_word = HashOfLetters(input.hashes);
  texts.of_article.assign(input.documents.size(), kNoText);
  std::unordered_multimap<std::uint64_t, TextId> by_hash;
  by_hash.reserve(order.size());
  for (const ArticleId article : order) {
    check_stop();
    const Words words = input.documents[index_of(article)].words;
    if (words.empty()) continue;
    TextId& text = texts.of_article[index_of(article)];
    const auto [begin, end] = by_hash.equal_range(hashes[index_of(article)]);
    const auto same = std::find_if(
        begin, end, [&](const auto& entry) { return std::ranges::equal(texts.words[entry.second], words); });
    if (same != end) {
      text = same->second;
      continue;
    }
    text = static_cast<TextId>(texts.size());
    by_hash.emplace(hashes[index_of(article)], text);
    texts.words.push_back(words);
    texts.first.push_back(article);
  }
  return texts;
}

std::vector<CopyGroup> assemble(const CopyInput& input, const Texts& texts, std::span<const ArticleId> order,
                                std::span<const Verdict> verdicts) {
  std::vector<std::vector<Folded>> members(texts.first.size());
  for (const ArticleId article : order) {
    check_stop();
    const TextId text = texts.of_article[index_of(article)];
    if (text == kNoText || input.is_reference(article)) continue;
    const Verdict& verdict = verdicts[text];
    if (verdict.kept != kNoText) {
      members[verdict.kept].push_back({article, verdict.kind, verdict.in_kept, verdict.of_kept});
    } else if (article != texts.first[text]) {
      members[text].push_back({article, MatchKind::identical, 1.0, 1.0});
    }
  }
  std::vector<CopyGroup> groups;
  for (TextId text = 0; text < members.size(); ++text) {
    if (!members[text].empty()) groups.push_back({texts.first[text], std::move(members[text])});
  }
  return groups;
}

}  // namespace bundel::duplicates_detail
