// What must hold, whatever the input is.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace fuzz {

// Ends the process where it does not, so that libFuzzer keeps the input.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace fuzz
