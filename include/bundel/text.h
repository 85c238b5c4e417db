/// Articles to words, marks, sentences and passages.
///
/// A word is a maximal run of letters, marks and decimal digits (L*, M*, Nd) after NFKC_Casefold and folding; all else
/// separates. "Poetin's 3-daagse" is poetin, s, 3, daagse; it is not what UAX #29 says, where "can't" is one. What
/// NFKC_Casefold (soft hyphen, zero width joiner) or folding removes joins.
///
/// Folding makes the spellings of one word meet. It goes code point by code point, so that what stands around a letter
/// does not matter:
///   marks      those that writers leave out vanish: accents (the Unicode blocks of combining diacritical marks), marks
///              of Arabic, Hebrew and Cyrillic script, and the Arabic tatweel. Vowel signs of Indic scripts, Thai and
///              others, voiced Kana and the Cyrillic letters й, ў, ї and the like keep theirs; ё, ѐ are е and ѝ is и.
///   Latin      letters without their marks, and by ICU's Latin-ASCII, in lower case, those below U+02B0 that are none
///              with a mark (ø o, đ d, ł l, œ oe, ı i, þ th); Azerbaijani ə is e.
///   Greek      letters without their marks.
///   Arabic     letters without their hamza or madda (alef, waw, yeh); alef wasla is alef, Persian and swash kaf are
///              kaf, Persian yeh and alef maksura are yeh, teh marbuta and the hehs of Urdu and Kurdish are heh.
///   digits     decimal digits of all scripts are 0 to 9.
///   apostrophe letters that are one in disguise (U+02B9 to U+02BF, U+02C8, U+02CA, U+02CB, U+02EE, U+A78B, U+A78C)
///              separate, as ' and U+2019 do.
///   Serbian    in a text that has letters of Serbian and Macedonian alone (ђ ј љ њ ћ џ), and of U+0400 to U+04FF no
///              more letters that Serbian has not, its Cyrillic letters are Latin ones by ICU's Serbian-Latin/BGN and
///              Latin-ASCII. That is decided for title and text together.
///   Chinese    signs are simplified, by ICU's Traditional-Simplified for each sign alone, also in Japanese and Korean.
///
/// In scripts without spaces ICU's dictionary (word iterator, root locale) cuts:
///   Thai, Lao, Khmer, Myanmar   before normalising, which would take SARA AM apart. A run begins with a code point of
///                               these scripts and goes on over them, marks and code points of inherited script; it is
///                               cut where the iterator over it cuts and at both its ends: "iPhone" before Thai is a
///                               word. Each piece is then normalised by itself.
///   Han, Hiragana, Katakana     after folding: a run of letters, marks and digits that has one of these (by script or
///                               script extension) is cut where the iterator over it cuts. Its Chinese signs are
///                               simplified before, or after where it has Kana: Japanese words are known as written.
#pragma once

#include "bundel/types.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bundel {

struct TextSettings {
  bool marks = true;            ///< fill Document::marks (copies do not need them)
  bool passages = true;         ///< fill Document::passages
  bool detect_language = true;  ///< of articles whose record gives none, by CLD2
  int lead_bytes = 600;         ///< bytes of the text that count as lead beside the title, up to a whole word
  int passage_words = 80;       ///< a passage is joined from sentences or paragraphs up to about so many words
  int passage_min_words = 20;   ///< shorter paragraphs are joined to the next
};

/// The distinct words of some articles. Ids are by first appearance: the same for any number of threads, but not for
/// the same articles cut in other parts, so that no answer may depend on them.
struct Vocabulary {
  std::vector<std::string> words;     ///< folded UTF-8, by WordId
  std::vector<std::uint64_t> hashes;  ///< XXH3 of the words, by WordId
  std::vector<bool> respelt;          ///< by WordId: some place may spell it otherwise, see `spelling_in`
  std::vector<WordUse> uses;          ///< by WordId

  [[nodiscard]] const std::string& operator[](WordId id) const { return words[index_of(id)]; }
  [[nodiscard]] std::size_t size() const noexcept { return words.size(); }
};

struct TextResult {
  Vocabulary vocabulary;
  std::vector<Document> documents;  ///< by ArticleId
};

/// Makes one vocabulary of several: the words of each in the order in which it is added, each word once.
class VocabularyMerger {
 public:
  VocabularyMerger();
  ~VocabularyMerger();
  VocabularyMerger(const VocabularyMerger&) = delete;
  VocabularyMerger& operator=(const VocabularyMerger&) = delete;

  /// Ids in the merged vocabulary, by WordId of the part. Cost: linear in its words, about 50 ns each.
  std::vector<WordId> add(const Vocabulary& part);
  /// The words of all parts; nothing is left here.
  Vocabulary take();

 private:
  struct Words;
  std::unique_ptr<Words> words_;
};

/// Cuts every article. Cost: linear in the bytes, in parallel (OpenMP); same result for any number of threads.
/// Malformed UTF-8 separates words, as U+FFFD does. Errors: Error where ICU's data cannot be loaded.
///
/// Passages  A line of the text is a paragraph. One of more than 1.5 `passage_words` is cut at sentence ends into
/// pieces
///           of about `passage_words`, a sentence of more than twice that at words. A piece of less than
///           `passage_min_words` is joined to the next (at the end to the one before), the title to the first.
/// Pieces    The lines of the text, cut behind a full stop or its like with white space after it, unless it belongs to
/// an
///           abbreviation or to the first word of a line.
/// Marks     `capitalised` looks at the first letter as written ("2Pac" is); `inside` leaves out what begins a line or
/// a
///           sentence or stands behind an opening quotation mark, bracket, colon or dash, and lines and sentences that
///           are Title Case, ALL CAPS or without case.
/// Language  The record's, or else CLD2's where it calls its answer reliable, from the first 1,024 bytes.
TextResult analyse(std::span<const Article> articles, const TextSettings& settings);

/// The text as a reader would see it, where it is HTML or XML; any other text as it is, but for its references.
///
/// Markup      A text is marked up where one of these stands in it:
///               - a start tag, and behind it the end tag of the same name (`<b>...</b>`, `<hl1>...</hl1>`);
///               - an end tag of HTML right behind a letter or a mark ("the end.</p>");
///               - a tag that has an attribute with a value: in quotes, or without where the element is one of HTML's;
///               - a comment, `<!DOCTYPE`, `<![CDATA[ ]]>`, `<?xml ?>`;
///               - a tag of HTML that may stand alone (`br`, `hr`; `p`, `li`, `div` and other blocks) where a line
///                 would break: at the beginning or end of a line, behind a sentence, `br` and `hr` also between two
///                 letters; or three such tags of one name anywhere.
///             So these are none, and keep every byte: "a < b and c > d", "the <b> tag", "x<y>z", "<3", "<me@x.org>".
/// Left out    Tags, comments, declarations, and what is not seen: `head`, `script`, `style`, `template`, `noscript`,
///             `select`, `svg`, what stands in `video`, `object` and their kin for want of them, `hidden`,
///             `display: none`. XML has a title to see. What has no end hides nothing, but for a script; and a tag of
///             an element that HTML does not have stays where it has neither values nor an end: "x<y>z".
/// Lines       Blocks, `br` and `tr` make lines, `td` and `img` part words. Outside of paragraphs the end of an element
///             that HTML does not have ends a line where only white space stands between it and the next start tag.
///             White space collapses as in a browser, but an empty line ends a line where neither `p` nor `br` is
///             used, and so does each line end in `pre` and in XML without them. Where all elements stand in lines
///             (`a`, `b`, `span`), only the tags go: the line ends as written are the paragraphs.
/// References  `&amp;`, `&#8217;`. In a text that is not marked up those with a semicolon, and all else stays:
///             `?a=1&copy=2`, `R&D;`. Impossible numbers become U+FFFD.
/// Twice       What comes out is read once more, for what is escaped twice: `&amp;quot;`, a feed's `&lt;p&gt;`; but not
///             where it stood in `code`, `pre` or their kin, which show tags.
///
/// UTF-8 stays UTF-8. Cost: linear; a text without "<" and "&" is only looked through. HTML in which the tree of
/// elements decides what is seen is read by gumbo as far as its time is linear (1 MiB, 256 open elements, 256
/// attributes of a tag), all else by a scanner of tags.
std::string visible_text(std::string_view text);

/// Replaces titles and texts by what is seen of them; a title stays one line. In parallel (OpenMP), the same for any
/// number of threads. Returns how many articles changed.
std::size_t make_visible(std::span<Article> articles);

/// One word of a text: folded, with the bytes it came from (end exclusive). Neither end goes backwards from word to
/// word; words of one code point (U+00BD, one half, is 1 and 2) have the same bytes.
struct WordSpan {
  std::string word;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The words of any UTF-8 text in order, as `analyse` cuts them. Slower: for showing, not for collections. A part of an
/// article that begins and ends between words is cut as the whole is, but may be spelt otherwise where it is Cyrillic.
std::vector<WordSpan> words_of(std::string_view text);

/// A folded word as the text spells it where it stands first, in lower case (NFKC_Casefold); as it is where it does not
/// stand there. Cost: that of `words_of`.
std::string spelling_in(std::string_view text, const std::string& word);

/// The full text of an article: title, newline, text.
std::string full_text(const Article& article);

/// What is shown of an article: its title, or else the first sentence of its text, on one line.
std::string headline_of(const Article& article);

/// The article's sentences as byte ranges of `text` without surrounding white space, by ICU's sentence rules and
/// line breaks; at most `most` of them. A full stop behind an abbreviation ("Mr.", "J.") ends none.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::vector<ByteRange> sentences_of(std::string_view text, std::size_t most);

/// A text and where its words stand in it: what a Document says of it can be shown as it was written.
class WrittenText {
 public:
  /// Of the full text, with the words that the document has of it. Cost: that of `words_of`.
  WrittenText(const Article& article, const Document& document);

  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  /// Whether words that were set aside stand before this one.
  [[nodiscard]] bool begins_stretch(std::uint32_t word) const;
  /// Bytes of a range of words, and of what was set aside between them; empty where the range is, or is not all in the
  /// text.
  [[nodiscard]] ByteRange bytes(WordRange words) const;
  /// The words as they stand there, on one line, without what was set aside.
  [[nodiscard]] std::string line(WordRange words) const;

 private:
  std::string text_;
  std::vector<WordSpan> words_;
  std::vector<std::uint32_t> cuts_;  ///< words before which others were set aside, ascending
};

}  // namespace bundel
