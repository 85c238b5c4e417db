/// What a site puts under every story, found by what its articles say besides.
///
/// What stands in the same words in many articles that otherwise share little is the site's: a footer, presenters, a
/// consent wall, "read also". A text that thirty papers print is not, since those articles share almost all of it, and
/// neither is a quotation, since those who print it write about the same thing.
///
///   piece        a line of a text, or a sentence within (Document::pieces), known by its words. It is *common* if
///                at least `articles` (3) different texts have it. Titles are no pieces.
///   own words    the different words of a text's title and of those of its pieces that are neither common nor the
///                title of another text.
///   weight       of a word: ln((n + 1) / (d + 1/2)), d of n texts have it among their own words; the n are all
///                texts, or of more than 20,000 those 20,000 with the smallest keys.
///   likeness     of two texts: the cosine of their own words by weight; 1 where they are one text.
///   one text     two texts are one if pieces of both make more than 3/4 of the words of the shorter, and either
///                their titles are alike (cosine of their words by weight above 0.2, or one has no words of any
///                weight), or that shared part tells each title: words that begin with the same five letters as a
///                word of it make 0.3 of the weight of the title's words.
///   boilerplate  a common piece, if more than half of the pairs of its texts are less like than `likeness` (0.12);
///                of more than six texts the six with the smallest keys are asked (the key of a text is a hash of
///                its words). Also a piece in the words of another text's title and not of its own, if its text is
///                less like than that each of the texts with that title (of more than six, likewise). And all of a
///                text without a title that at least five articles of one known source hold, none of them with a
///                url: no site prints a story so often without its title.
///
///   form         a title or piece whose *mask* at least `articles` texts have, not all filled in alike, if more
///                than half of the pairs of its texts (of the six asked) are of one template (duplicates.h, with
///                runs of five words, whatever they share). The mask has all names and numbers that stand together
///                as one, and so a word that begins a piece and stands inside of none. The words of a form are set
///                aside, but for what is filled in and the one word before it, which keeps two fillings apart. A
///                piece that is a form is no other boilerplate; of two texts that hold forms and are of one
///                template the likeness counts as 0.
///
/// More than half, because articles of one story share their site too: three of nine must not decide for all.
#pragma once

#include "bundel/duplicates.h"
#include "bundel/types.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bundel {

enum class BoilerplateRule : std::uint8_t {
  drop,  ///< it counts for nothing
  keep,  ///< every word counts
};

struct BoilerplateSettings {
  BoilerplateRule rule = BoilerplateRule::drop;
  int articles = 3;        ///< fewest different texts that can make a piece boilerplate, 2 to 1,000
  double likeness = 0.12;  ///< see above, 0 to 1
};

/// A piece that was set aside.
struct BoilerplatePiece {
  ArticleId example{};         ///< the first article that has it
  WordRange at;                ///< in its full text
  std::uint64_t articles = 0;  ///< that have it
  std::uint64_t sources = 0;   ///< different known ones among them
};

struct Boilerplate {
  std::vector<std::vector<WordRange>> of_article;  ///< by ArticleId: words of the full text, ascending and apart
  std::vector<BoilerplatePiece> pieces;            ///< those with most words in all articles first, then by example
  std::uint64_t words = 0;                         ///< set aside in all articles
  std::uint64_t articles = 0;                      ///< of which something was set aside
  std::uint64_t sources = 0;                       ///< different known ones among them
  std::uint64_t shells = 0;                        ///< articles of whose text nothing is left
};

/// Looks at whole documents: nothing was set aside yet. Cost: linear in the words; of each set of six texts that share
/// a piece at most fifteen comparisons of their different words. The same for any number of threads, any order of
/// articles and any numbering of words. Errors: none.
Boilerplate find_boilerplate(const CopyInput& input, const BoilerplateSettings& settings);

}  // namespace bundel
