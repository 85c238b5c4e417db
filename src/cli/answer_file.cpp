#include "cli/answer_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "bundel/error.h"
#include "cli/output.h"
#include "cli/paths.h"

namespace bundel::cli {
namespace {

/// Whether the name still leads to the file that is open: the one who had it before may have removed it since.
bool is_at(int file, const std::string& path) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(file, &opened) == 0 && ::stat(path.c_str(), &named) == 0 && opened.st_dev == named.st_dev &&
         opened.st_ino == named.st_ino;
}

}  // namespace

// Delegating, so that the lock is given back where reading fails.
AnswerFile::AnswerFile(std::string path) : AnswerFile() {
  path_ = std::move(path);
  lock();
  std::error_code none;
  if (std::filesystem::exists(path_, none)) before_ = read_table(path_);
}

AnswerFile::~AnswerFile() {
  lock_file_.remove();
  if (lock_ >= 0) ::close(lock_);
}

/// The lock is on a file of its own, since the answers' file is replaced again and again; a lock ends with its program.
void AnswerFile::lock() {
  const std::filesystem::path target(follow_links(path_));
  const std::string name = (target.parent_path() / fmt::format(".{}.lock", target.filename().native())).native();
  while (lock_ < 0) {
    const SignalsHeld held;
    constexpr mode_t kUsual = 0666;
    const int file = ::open(name.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, kUsual);
    if (file < 0) throw Error(ErrorKind::output, fmt::format("cannot be written: {}", std::strerror(errno)), path_);
    const bool taken = ::flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (!taken && is_at(file, name)) {
      lock_file_.adopt(name, held);
      lock_ = file;
      return;
    }
    ::close(file);
    if (taken)
      throw Error(ErrorKind::output,
                  "another session is writing answers into it; end that one first, or use another file", path_);
  }
}

void AnswerFile::write(std::span<const JudgedPair> answers) const {
  Output file(path_);
  file.mark_utf8();
  if (before_) {
    std::vector<std::vector<std::string>> rows;
    for (const TableRow& row : before_->rows) rows.push_back(row.cells);
    write_judged_csv(file.stream(), answers, {before_->header, std::move(rows), before_->separator});
  } else {
    write_judged_csv(file.stream(), answers, {{}, {}, path_.ends_with(".tsv") ? '\t' : ','});
  }
  file.commit();
}

}  // namespace bundel::cli
