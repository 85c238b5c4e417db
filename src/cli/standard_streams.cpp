#include "cli/standard_streams.h"

#include <fcntl.h>
#include <unistd.h>

#include "bundel/error.h"

namespace bundel::cli {

void open_standard_streams() noexcept {
  for (const int wanted : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(wanted, F_GETFD) != -1) continue;
    // The lowest free number is the wanted one, since those below are open.
    const int opened = ::open("/dev/null", wanted == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    if (opened != wanted && opened >= 0) ::close(opened);
  }
}

void require_standard_output() {
  const int flags = ::fcntl(STDOUT_FILENO, F_GETFL);
  if (flags == -1 || (flags & O_ACCMODE) == O_RDONLY)
    throw Error(ErrorKind::output, "it is closed, so nothing can be written there", "standard output");
}

}  // namespace bundel::cli
