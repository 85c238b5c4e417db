/// Articles to documents, in blocks: threads scan blocks with a dictionary of their own, which are merged in the order
/// of the articles. So the number of threads changes nothing, and what waits its turn is only the merging of a
/// block's distinct words, a tenth of its words.
#include "bundel/error.h"
#include "bundel/text.h"
#include "ground/parallel.h"
#include "text/case_marks.h"
#include "text/code_points.h"
#include "text/dictionary.h"
#include "text/language.h"
#include "text/passages.h"
#include "text/pieces.h"
#include "text/word_scanner.h"

#include <algorithm>
#include <utility>

namespace bundel {
namespace {

using text_detail::Dictionary;
using text_detail::ScannedWord;
using text_detail::WordScanner;

/// Bytes of title and text. Larger blocks have fewer words to merge, smaller ones keep more threads busy: 128 KiB take
/// a tenth longer than 512 KiB, 2 MiB a tenth less.
constexpr std::size_t kBlockBytes = std::size_t{1} << 20;

struct Block {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Block> cut_into_blocks(std::span<const Article> articles) {
  std::vector<Block> blocks;
  std::size_t begin = 0;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    bytes += articles[i].title.size() + articles[i].text.size();
    if (bytes < kBlockBytes && i + 1 < articles.size()) continue;
    blocks.push_back({begin, i + 1});
    begin = i + 1;
    bytes = 0;
  }
  return blocks;
}

/// The words of a whole collection while it grows.
struct AllWords {
  Dictionary dictionary;
  std::vector<bool> respelt;  ///< by number in the dictionary
  std::vector<WordUse> uses;  ///< likewise

  [[nodiscard]] Vocabulary vocabulary() const {
    Vocabulary all{{}, {}, respelt, uses};
    all.words.reserve(dictionary.size());
    all.hashes.reserve(dictionary.size());
    for (std::size_t i = 0; i < dictionary.size(); ++i) {
      all.words.emplace_back(dictionary[i]);
      all.hashes.push_back(dictionary.hash(i));
    }
    return all;
  }
};

/// Interns the words of a part in order: `in_all` says under which numbers.
template <typename Part>
void add_words(const Part& part, Dictionary& all, std::vector<WordId>& in_all) {
  in_all.resize(part.size());
  constexpr std::size_t kAhead = 8;
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (i + kAhead < part.size()) all.prefetch(part.hash(i + kAhead));
    in_all[i] = WordId{all.intern(part[i], part.hash(i))};
  }
}

/// One thread's scratch, and the dictionary of the block it works on.
class Worker {
 public:
  explicit Worker(const TextSettings& settings) : settings_(settings) {}

  void start_block() {
    words_.clear();
    respelt_.clear();
    uses_.clear();
  }

  /// Fills the document; its words are numbers in the block's dictionary until `renumber`.
  void analyse_article(const Article& article, Document& document) {
    const text_detail::Cyrillic cyrillic = text_detail::cyrillic_of(article.title, article.text);
    append(article.title, cyrillic, document);
    document.title_words = static_cast<std::uint32_t>(document.words.size());
    append(article.text, cyrillic, document);
    text_detail::append_pieces(article.text, scanner_, document.title_words, document.pieces);
    count_uses(article.text, document);
    const std::span<const ScannedWord> words = scanner_.words();
    const auto lead_bytes = static_cast<std::size_t>(std::max(0, settings_.lead_bytes));
    const auto behind_lead = std::partition_point(words.begin(), words.end(),
                                                  [&](const ScannedWord& word) { return word.begin < lead_bytes; });
    document.lead_words = document.title_words + static_cast<std::uint32_t>(behind_lead - words.begin());
    if (settings_.passages) {
      document.passages = text_detail::passages_of(article.text, words, document.title_words, settings_);
    }
    document.language = article.language;
    if (document.language.empty() && settings_.detect_language) {
      document.language = text_detail::detect_language(article.title, article.text);
    }
  }

  /// Adds the block's words to those of the collection, in the order in which they appeared.
  void merge_into(AllWords& all) {
    add_words(words_, all.dictionary, in_all_);
    all.respelt.resize(all.dictionary.size());
    for (const WordId word : respelt_) all.respelt[index_of(in_all_[index_of(word)])] = true;
    all.uses.resize(all.dictionary.size());
    for (std::size_t i = 0; i < uses_.size(); ++i) all.uses[index_of(in_all_[i])] += uses_[i];
  }

  void renumber(Document& document) const {
    for (WordId& word : document.words) word = in_all_[index_of(word)];
  }

 private:
  void append(std::string_view text, text_detail::Cyrillic cyrillic, Document& document) {
    scanner_.scan(text, cyrillic);
    const std::size_t count = scanner_.words().size();
    const std::size_t before = document.words.size();
    document.words.reserve(before + count);
    hashes_.clear();
    for (std::size_t i = 0; i < count; ++i) {
      hashes_.push_back(text_detail::hash_of(scanner_.letters(i)));
      words_.prefetch(hashes_.back());
    }
    for (std::size_t i = 0; i < count; ++i) {
      document.words.push_back(WordId{words_.intern(scanner_.letters(i), hashes_[i])});
    }
    for (const std::size_t i : scanner_.respelt()) respelt_.push_back(document.words[before + i]);
    if (settings_.marks) {
      document.marks.reserve(document.words.size());
      text_detail::append_marks(text, scanner_, document.marks);
    }
  }

  /// Of the words of the text, which was scanned last.
  void count_uses(std::string_view text, const Document& document) {
    text_detail::CodePointTable& table = text_detail::code_points();
    uses_.resize(words_.size());
    auto piece = document.pieces.begin();
    for (std::uint32_t i = document.title_words; i < document.words.size(); ++i) {
      if (piece != document.pieces.end() && *piece == i) {
        ++piece;
        continue;
      }
      WordUse& use = uses_[index_of(document.words[i])];
      ++use.inside;
      std::size_t at = scanner_.words()[i - document.title_words].begin;
      const char first = text[at];
      if (first >= 'a' && first <= 'z') continue;
      const UChar32 code = text_detail::next_code_point(text, at);
      if (code >= 0 && table[code].upper) ++use.capitalised;
    }
  }

  const TextSettings& settings_;
  WordScanner scanner_;
  Dictionary words_;
  std::vector<std::uint64_t> hashes_;  ///< of the words of one text
  std::vector<WordId> respelt_;        ///< numbers in words_, some twice
  std::vector<WordUse> uses_;          ///< by number in words_
  std::vector<WordId> in_all_;         ///< by number in words_
};

}  // namespace

TextResult analyse(std::span<const Article> articles, const TextSettings& settings) {
  TextResult result;
  result.documents.resize(articles.size());
  const std::vector<Block> blocks = cut_into_blocks(articles);
  AllWords all;
  ground::PerThread<Worker> workers([&] { return Worker(settings); });
  ground::parallel_in_order(
      blocks.size(), workers,
      [&](std::size_t b, Worker& worker) {
        worker.start_block();
        for (std::size_t i = blocks[b].begin; i < blocks[b].end; ++i) {
          worker.analyse_article(articles[i], result.documents[i]);
        }
      },
      [&](std::size_t, Worker& worker) { worker.merge_into(all); },
      [&](std::size_t b, const Worker& worker) {
        for (std::size_t i = blocks[b].begin; i < blocks[b].end; ++i) worker.renumber(result.documents[i]);
      });
  result.vocabulary = all.vocabulary();
  return result;
}

struct VocabularyMerger::Words : AllWords {};

VocabularyMerger::VocabularyMerger() : words_(std::make_unique<Words>()) {}

VocabularyMerger::~VocabularyMerger() = default;

std::vector<WordId> VocabularyMerger::add(const Vocabulary& part) {
  struct View {
    const Vocabulary& part;
    [[nodiscard]] std::size_t size() const { return part.size(); }
    [[nodiscard]] std::uint64_t hash(std::size_t i) const { return part.hashes[i]; }
    const std::string& operator[](std::size_t i) const { return part.words[i]; }
  };
  std::vector<WordId> in_all;
  add_words(View{part}, words_->dictionary, in_all);
  words_->respelt.resize(words_->dictionary.size());
  words_->uses.resize(words_->dictionary.size());
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part.respelt[i]) words_->respelt[index_of(in_all[i])] = true;
    words_->uses[index_of(in_all[i])] += part.uses[i];
  }
  return in_all;
}

Vocabulary VocabularyMerger::take() {
  return std::exchange(words_, std::make_unique<Words>())->vocabulary();
}

}  // namespace bundel
