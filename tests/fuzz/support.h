/// What the fuzz programs share: bytes become a file, and promises that are broken end the program.
#pragma once

#include "bundel/read.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bundel::fuzz {

/// Ends the program with a report where a promise is broken. `promise` says in words what should hold, `seen` what was
/// found instead.
void require(bool holds, const char* promise, const std::string& seen = {});

/// Writes a file in a folder of this process and returns its path; one of the same name is overwritten. The folder is
/// below TMPDIR and stays behind where the program ends early.
std::string write_file(std::string_view name, std::string_view bytes);

/// What may stand in front of the records of a form without changing them.
enum class Blank : std::uint8_t { nothing, spaces, lines };

/// Reads `bytes` as a file of this name ("folder/name": as the one file in a folder; "-": from standard input), twice:
/// with one thread and with several. Requires that nothing is lost, that what came out is UTF-8 with distinct ids, that
/// RecordReader gives each article's bytes and that both reads are equal. Reads UTF-8 once more behind a line of
/// `blank` spaces or some empty lines, which move all records against the edges of the windows that files are read in,
/// and requires the same articles. Errors of the library are fine.
void check_reading(std::string_view name, std::string_view bytes, Blank blank, const ReadSettings& settings = {});

/// Whether all of it is well-formed UTF-8, by ICU.
bool is_utf8(std::string_view bytes);

/// A number below `limit` that depends on the bytes alone, so that an input always takes the same way.
std::size_t choice(std::string_view bytes, std::size_t limit);

/// Bytes as a JSON string; `text` is UTF-8.
std::string json_string(std::string_view text);

inline std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace bundel::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
