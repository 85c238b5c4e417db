/// Which BLAS is loaded: the targets of Debian's faiss name alternatives, the slowest of which is the reference one.
#include <dlfcn.h>
#include <doctest/doctest.h>

#include <string>

extern "C" void sgemm_();

TEST_CASE("matrix products come from OpenBLAS") {
  Dl_info info{};
  REQUIRE(dladdr(reinterpret_cast<void*>(&sgemm_), &info) != 0);
  CAPTURE(info.dli_fname);
  CHECK(std::string(info.dli_fname).find("openblas") != std::string::npos);
}
