#include "slots.hpp"

#include <cstdint>
#include <initializer_list>
#include <set>

#include "chunk.hpp"
#include "doctest/doctest.h"

namespace {

struct Record {
  int value = 7;
};
using Store = hxws::Slots<Record>;

// A store keeps its blocks for the life of the process, so each one of a test is static.
template <int kTest>
Store& store() {
  static Store instance;
  return instance;
}

struct Refusal {
  explicit Refusal(int after) { hxws::chunk_refuse_after(after); }
  ~Refusal() { hxws::chunk_refuse_after(-1); }
};

}  // namespace

TEST_CASE("slots: numbers begin at 0 and a record is fresh") {
  Store& records = store<1>();
  for (std::int32_t expected = 0; expected < 600; ++expected) {
    REQUIRE(records.take() == expected);
    REQUIRE(records.find(expected) != nullptr);
    CHECK(records.find(expected)->value == 7);
    records.find(expected)->value = expected;
  }
  for (std::int32_t number = 0; number < 600; ++number) CHECK(records.find(number)->value == number);
}

TEST_CASE("slots: a number given back is used again, with a fresh record") {
  Store& records = store<2>();
  const std::int32_t first = records.take();
  const std::int32_t second = records.take();
  records.find(first)->value = 1;
  records.release(first);
  CHECK(records.find(first) == nullptr);
  CHECK(records.find(second) != nullptr);
  CHECK(records.take() == first);
  CHECK(records.find(first)->value == 7);
}

TEST_CASE("slots: what is no number of a record is null, and its release ignored") {
  Store& records = store<3>();
  for (const std::int32_t number : {-1, -2, INT32_MIN, 0, 1, 255, 256, INT32_MAX}) {
    CAPTURE(number);
    CHECK(records.find(number) == nullptr);
    records.release(number);
  }
  const std::int32_t first = records.take();
  records.release(first);
  records.release(first);
  // released twice, it must not be handed out twice
  CHECK(records.take() == first);
  CHECK(records.take() != first);
  CHECK(records.find(2) == nullptr);
  CHECK(records.find(256) == nullptr);
}

TEST_CASE("slots: records never move") {
  Store& records = store<4>();
  const Record* first = records.find(records.take());
  for (int index = 0; index < 5000; ++index) records.take();
  CHECK(records.find(0) == first);
}

TEST_CASE("slots: without memory there is no number, and the store is as it was") {
  Store& records = store<5>();
  {
    const Refusal refusal(0);
    CHECK(records.take() == Store::kNone);
    CHECK(records.take() == Store::kNone);
  }
  for (std::size_t taken = 0; taken < Store::kBlock; ++taken) REQUIRE(records.take() == static_cast<int>(taken));
  {
    const Refusal refusal(0);
    CHECK(records.take() == Store::kNone);
    CHECK(records.find(static_cast<std::int32_t>(Store::kBlock)) == nullptr);
    records.release(17);
    CHECK(records.take() == 17);
    CHECK(records.take() == Store::kNone);
  }
  {
    const Refusal refusal(1);
    for (std::size_t taken = 0; taken < Store::kBlock; ++taken) REQUIRE(records.take() >= 0);
    CHECK(records.take() == Store::kNone);
  }
  CHECK(records.take() == static_cast<std::int32_t>(2 * Store::kBlock));
}

TEST_CASE("slots: the numbers end at the limit") {
  Store& records = store<6>();
  for (std::size_t taken = 0; taken < Store::kSlotLimit; ++taken) {
    if (records.take() != static_cast<std::int32_t>(taken)) REQUIRE(taken == Store::kSlotLimit);
  }
  CHECK(records.take() == Store::kNone);
  CHECK(records.find(static_cast<std::int32_t>(Store::kSlotLimit)) == nullptr);
  records.release(12345);
  CHECK(records.take() == 12345);
  CHECK(records.take() == Store::kNone);
}

TEST_CASE("slots: numbers in use are never given twice") {
  Store& records = store<7>();
  std::set<std::int32_t> taken;
  std::uint32_t random = 12345;
  for (int step = 0; step < 20000; ++step) {
    random = random * 1664525 + 1013904223;
    const bool give_back = !taken.empty() && random >> 31 != 0;
    if (give_back) {
      auto chosen = taken.lower_bound(static_cast<std::int32_t>((random >> 8) % 2000));
      if (chosen == taken.end()) chosen = taken.begin();
      records.release(*chosen);
      taken.erase(chosen);
    } else {
      REQUIRE(taken.insert(records.take()).second);
    }
  }
  for (std::int32_t number = 0; number < 20000; ++number) {
    REQUIRE((records.find(number) != nullptr) == (taken.count(number) > 0));
  }
}
