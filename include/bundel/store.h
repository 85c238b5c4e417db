/// What a run leaves for later ones: the model, written and read.
///
/// A file of JSON Lines, packed or not. The first line names the version of its meaning, the settings and what was
/// counted together; a line for each term, word and centre follows; the last says how many lines there are, so that a
/// file cut short is known. Terms and words are in the order of their letters, so that the same model gives the same
/// bytes.
///
///   {"bundel_model":1,"settings":{"term_letters":5,...},"channels":{"body":18,...},"reports":44,"words":9123,
///    "languages":{"nl":44}}
///   {"term":"bezoe","reports":4}
///   {"word":"moskou","reports":4,"inside":9,"capitalised":9}
///   {"word":"2023","reports":7,"number":true}
///   {"centre":"reports","row":[12,0,-3,...]}
///   {"end":9876}
#pragma once

#include "bundel/stages.h"

#include <iosfwd>
#include <string>

namespace bundel {

/// Of the meaning of a model file: a program reads its own version only, for rows of another one are not comparable.
constexpr std::uint64_t kModelVersion = 2;

/// Cost: linear. Errors: none; look at the stream.
void write_model(std::ostream& out, const Model& model);

/// Reads it back, equal to what was written. Cost: linear, the file's bytes in memory. Errors: Error with file and line
/// where it is no model, one of another version or of other channels, damaged or cut short; with the file where it
/// cannot be read.
Model read_model(const std::string& path);

}  // namespace bundel
