#include "arena.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "chunk.hpp"
#include "doctest/doctest.h"
#include "fresh_arena.hpp"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HXWS_TEST_POISON 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define HXWS_TEST_POISON 1
#endif
#ifdef HXWS_TEST_POISON
#include <sanitizer/asan_interface.h>
#endif

namespace {

bool is_aligned(const void* pointer) { return reinterpret_cast<std::uintptr_t>(pointer) % 8 == 0; }

}  // namespace

TEST_CASE("arena: memory of any size is aligned, apart from the rest and writable") {
  const FreshArena fresh;
  std::vector<std::pair<unsigned char*, std::size_t>> pieces;
  for (std::size_t size = 1; size < 3000; size += 7) {
    auto* piece = static_cast<unsigned char*>(hxws::arena_allocate(size));
    REQUIRE(piece != nullptr);
    REQUIRE(is_aligned(piece));
    std::memset(piece, static_cast<int>(size & 0xFF), size);
    pieces.emplace_back(piece, size);
  }
  for (const auto& [piece, size] : pieces) {
    for (std::size_t index = 0; index < size; ++index) REQUIRE(piece[index] == (size & 0xFF));
  }
}

TEST_CASE("arena: an allocation of nothing is an address") {
  const FreshArena fresh;
  CHECK(hxws::arena_allocate(0) != nullptr);
  CHECK(hxws::arena_array<int>(0) != nullptr);
}

TEST_CASE("arena: what is used is the sum of the costs") {
  const FreshArena fresh;
  CHECK(hxws::arena_used() == 0);
  CHECK(hxws::arena_allocate(1) != nullptr);
  CHECK(hxws::arena_used() == hxws::arena_cost(1));
  CHECK(hxws::arena_allocate(100) != nullptr);
  CHECK(hxws::arena_used() == hxws::arena_cost(1) + hxws::arena_cost(100));
  hxws::arena_reset();
  CHECK(hxws::arena_used() == 0);
  CHECK(hxws::arena_cost(1) >= 8);
  CHECK(hxws::arena_cost(8) == hxws::arena_cost(1));
  CHECK(hxws::arena_cost(9) == hxws::arena_cost(1) + 8);
}

TEST_CASE("arena: a reset gives the same memory again") {
  const FreshArena fresh;
  void* first = hxws::arena_allocate(1000);
  hxws::arena_reset();
  CHECK(hxws::arena_allocate(1000) == first);
}

#ifdef HXWS_TEST_POISON
TEST_CASE("arena: what no call may touch is poisoned") {
  const FreshArena fresh;
  auto* piece = static_cast<char*>(hxws::arena_allocate(5));
  CHECK(__asan_address_is_poisoned(piece + 4) == 0);
  CHECK(__asan_address_is_poisoned(piece + 5) != 0);
  CHECK(__asan_address_is_poisoned(piece + 8) != 0);
  hxws::arena_reset();
  CHECK(__asan_address_is_poisoned(piece) != 0);
}
#endif

TEST_CASE("arena: the limit holds to the byte and a refusal changes nothing") {
  const FreshArena fresh;
  for (std::size_t limit = 0; limit <= 4096; limit += 8) {
    CAPTURE(limit);
    hxws::arena_reset();
    hxws::arena_set_limit(limit);
    std::size_t expected = 0;
    while (expected + hxws::arena_cost(24) <= limit) {
      REQUIRE(hxws::arena_allocate(24) != nullptr);
      expected += hxws::arena_cost(24);
    }
    REQUIRE(hxws::arena_allocate(24) == nullptr);
    REQUIRE(hxws::arena_used() == expected);
    REQUIRE(hxws::arena_reserve(limit - expected));
    REQUIRE_FALSE(hxws::arena_reserve(limit - expected + 1));
    hxws::arena_set_limit(limit + hxws::arena_cost(24));
    REQUIRE(hxws::arena_allocate(24) != nullptr);
  }
}

TEST_CASE("arena: a limit below what is in use refuses") {
  const FreshArena fresh;
  CHECK(hxws::arena_allocate(1000) != nullptr);
  hxws::arena_set_limit(100);
  CHECK(hxws::arena_allocate(8) == nullptr);
  CHECK_FALSE(hxws::arena_reserve(8));
}

TEST_CASE("arena: sizes that overflow are refused") {
  const FreshArena fresh;
  hxws::arena_set_limit(SIZE_MAX);
  for (std::size_t below = 0; below < 40; ++below) {
    CAPTURE(below);
    CHECK(hxws::arena_cost(0) <= 16);
    hxws::chunk_refuse_after(0);
    CHECK(hxws::arena_allocate(SIZE_MAX - below) == nullptr);
    CHECK(hxws::arena_used() == 0);
  }
  hxws::chunk_refuse_after(-1);
  CHECK(hxws::arena_array<std::uint64_t>(SIZE_MAX / 8) == nullptr);
  CHECK(hxws::arena_array<std::uint64_t>(SIZE_MAX / 4) == nullptr);
  CHECK(hxws::arena_array<std::uint64_t>(SIZE_MAX) == nullptr);
  CHECK(hxws::arena_allocate(16) != nullptr);
}

TEST_CASE("arena: what was reserved cannot fail afterwards") {
  const FreshArena fresh;
  constexpr std::size_t kCount = 20000;
  REQUIRE(hxws::arena_allocate(50000) != nullptr);
  REQUIRE(hxws::arena_reserve(kCount * hxws::arena_cost(40)));
  hxws::chunk_refuse_after(0);
  for (std::size_t index = 0; index < kCount; ++index) REQUIRE(hxws::arena_allocate(40) != nullptr);
}

TEST_CASE("arena: when the machine refuses, nothing changes and the next call works") {
  const FreshArena fresh;
  // more than any chunk that an earlier test can have left, so that a new one is needed
  constexpr std::size_t kHuge = (std::size_t{64} << 20) + 4096;
  hxws::arena_set_limit(kHuge * 2);
  auto* before = static_cast<char*>(hxws::arena_allocate(16));
  REQUIRE(before != nullptr);
  std::memcpy(before, "still here", 11);
  const std::size_t used = hxws::arena_used();

  hxws::chunk_refuse_after(0);
  CHECK(hxws::arena_allocate(kHuge) == nullptr);
  CHECK_FALSE(hxws::arena_reserve(kHuge));
  CHECK(hxws::arena_used() == used);
  CHECK(std::string(before) == "still here");
  auto* next = static_cast<char*>(hxws::arena_allocate(16));
  REQUIRE(next != nullptr);
  CHECK(static_cast<std::size_t>(next - before) == hxws::arena_cost(16));

  hxws::chunk_refuse_after(1);
  CHECK(hxws::arena_allocate(kHuge) != nullptr);
  CHECK(std::string(before) == "still here");
}

TEST_CASE("arena: many resets with growing loads need no new memory the second time") {
  const FreshArena fresh;
  for (int round = 0; round < 2; ++round) {
    if (round == 1) hxws::chunk_refuse_after(0);
    for (std::size_t size = 1000; size < 3'000'000; size = size * 3 / 2) {
      hxws::arena_reset();
      for (int piece = 0; piece < 3; ++piece) REQUIRE(hxws::arena_allocate(size) != nullptr);
    }
  }
}

TEST_CASE("arena: what was allocated since a mark ends with it, what was there before stays") {
  const FreshArena fresh;
  auto* kept = static_cast<unsigned char*>(hxws::arena_allocate(100));
  std::memset(kept, 7, 100);
  const hxws::ArenaMark mark = hxws::arena_mark();
  const std::size_t used = hxws::arena_used();
  void* dropped = hxws::arena_allocate(10);
  REQUIRE(hxws::arena_allocate(std::size_t{1} << 20) != nullptr);  // in another chunk
  hxws::arena_rewind(mark);
  CHECK(hxws::arena_used() == used);
#ifdef HXWS_TEST_POISON
  CHECK(__asan_address_is_poisoned(dropped) != 0);
#endif
  CHECK(hxws::arena_allocate(10) == dropped);
  for (int index = 0; index < 100; ++index) REQUIRE(kept[index] == 7);
}

TEST_CASE("arena: a mark in an empty arena") {
  const FreshArena fresh;
  const hxws::ArenaMark mark = hxws::arena_mark();
  REQUIRE(hxws::arena_allocate(10) != nullptr);
  hxws::arena_rewind(mark);
  CHECK(hxws::arena_used() == 0);
}
