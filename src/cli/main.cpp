#include <exception>
#include <iostream>
#include <new>

#include "bundel/error.h"
#include "bundel/style.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/standard_streams.h"
#include "cli/unfinished.h"

namespace {

constexpr int kCouldNot = 2;

int fail(const char* what) {
  std::cerr << "bundel: " << bundel::printable(what) << '\n';
  return kCouldNot;
}

}  // namespace

int main(int argc, char** argv) {
  bundel::cli::open_standard_streams();
  bundel::cli::catch_signals();
  std::ios::sync_with_stdio(false);
  try {
    std::string text;
    const std::optional<bundel::cli::Plan> plan = bundel::cli::parse_arguments(argc, argv, text);
    if (plan) return bundel::cli::carry_out(*plan);
    std::cout << text << std::flush;
    return std::cout ? 0 : fail("standard output cannot be written");
  } catch (const bundel::Error& error) {
    return fail(error.what());
  } catch (const std::bad_alloc&) {
    return fail("not enough memory");
  } catch (const std::exception& error) {
    return fail(error.what());
  }
}
