// Sets the arena back as other tests expect it, whatever a check does.
#pragma once

#include "arena.hpp"
#include "chunk.hpp"

struct FreshArena {
  FreshArena() { reset(); }
  ~FreshArena() { reset(); }
  static void reset() {
    hxws::chunk_refuse_after(-1);
    hxws::arena_set_limit(hxws::kArenaLimit);
    hxws::arena_reset();
  }
};
