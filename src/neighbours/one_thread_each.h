#pragma once

namespace bundel::neighbours_detail {

/// While one lives, OpenBLAS computes each product on the thread that asks for it, and FAISS, called from this thread,
/// starts no threads: they would wait for the processors that our own threads hold, and libgomp ends the process where
/// it cannot start one.
///
/// This is all that the library changes of what it does not own. OpenBLAS's number of threads is one for the process:
/// the first of several runs sets it and the last puts back what was there. OpenMP's, which FAISS asks for, belongs to
/// the calling thread.
class OneThreadEach {
 public:
  OneThreadEach();
  ~OneThreadEach();
  OneThreadEach(const OneThreadEach&) = delete;
  OneThreadEach& operator=(const OneThreadEach&) = delete;

 private:
  int openmp_before_;
};

}  // namespace bundel::neighbours_detail
