/// The three descriptors that every program is given, or not.
#pragma once

namespace bundel::cli {

/// A standard descriptor that is closed would be the number of the next file that is opened, and words for the user
/// would go into it. So the closed ones are opened on /dev/null, the wrong way round: reading standard input and
/// writing the other two fails as before. To be called before anything is opened.
void open_standard_streams() noexcept;

/// Errors: Error where standard output is closed.
void require_standard_output();

}  // namespace bundel::cli
