#include "queue.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <vector>

#include "chunk.hpp"
#include "doctest/doctest.h"

namespace {

using hxws::Error;
using hxws::Queue;
using hxws::QueuedMessage;

// A queue has no destructor: its records come from one store, so each test gives them back.
struct TestQueue : Queue {
  ~TestQueue() { clear(); }
};

// Takes all messages off.
std::vector<std::int32_t> drain(Queue& queue) {
  std::vector<std::int32_t> handles;
  while (queue.count() > 0) {
    handles.push_back(queue.front()->handle);
    queue.pop();
  }
  return handles;
}

using Handles = std::vector<std::int32_t>;

// Leaves the store with no free record, so that the next one needs a block from the machine. Others' records stay.
std::size_t use_up_records(Queue& queue) {
  hxws::chunk_refuse_after(0);
  std::size_t taken = 0;
  while (queue.push({0, 0, 0}) == Error::kNone) ++taken;
  hxws::chunk_refuse_after(-1);
  return taken;
}

}  // namespace

TEST_CASE("queue: empty") {
  TestQueue queue;
  CHECK(queue.front() == nullptr);
  CHECK(queue.count() == 0);
  CHECK(queue.bytes() == 0);
  queue.pop();
  queue.clear();
  CHECK(queue.count() == 0);
  CHECK(queue.front() == nullptr);
}

TEST_CASE("queue: first in, first out") {
  TestQueue queue;
  for (std::int32_t handle = 1; handle <= 5; ++handle) CHECK(queue.push({handle, 10, 0}) == Error::kNone);
  CHECK(queue.front()->handle == 1);
  CHECK(queue.count() == 5);
  CHECK(queue.bytes() == 50);
  queue.pop();
  CHECK(queue.front()->handle == 2);
  CHECK(queue.push({6, 1, 0}) == Error::kNone);
  CHECK(queue.bytes() == 41);
  CHECK(drain(queue) == Handles{2, 3, 4, 5, 6});
  CHECK(queue.bytes() == 0);
}

TEST_CASE("queue: after it was empty it takes messages again") {
  TestQueue queue;
  for (int round = 0; round < 3; ++round) {
    CHECK(queue.push({1, 1, 0}) == Error::kNone);
    queue.pop();
    CHECK(queue.front() == nullptr);
    CHECK(queue.push({2, 1, 0}) == Error::kNone);
    CHECK(queue.push({3, 1, 0}) == Error::kNone);
    if (round == 1) queue.clear();
    CHECK(drain(queue) == (round == 1 ? Handles{} : Handles{2, 3}));
  }
}

TEST_CASE("queue: the sum of the sizes is wider than a size") {
  TestQueue queue;
  for (int index = 0; index < 3; ++index) CHECK(queue.push({index, UINT32_MAX, 0}) == Error::kNone);
  CHECK(queue.bytes() == std::uint64_t{UINT32_MAX} * 3);
  queue.pop();
  CHECK(queue.bytes() == std::uint64_t{UINT32_MAX} * 2);
}

TEST_CASE("queue: handles may repeat and be negative") {
  TestQueue queue;
  for (const std::int32_t handle : {5, 5, -1, INT32_MIN, INT32_MAX}) queue.push({handle, 0, 0});
  CHECK(drain(queue) == Handles{5, 5, -1, INT32_MIN, INT32_MAX});
}

TEST_CASE("queue: two queues share a store and not their messages") {
  TestQueue one;
  TestQueue other;
  for (std::int32_t index = 0; index < 10; ++index) {
    one.push({index, 1, 0});
    other.push({100 + index, 2, 0});
  }
  one.pop();
  other.clear();
  CHECK(one.count() == 9);
  CHECK(other.bytes() == 0);
  CHECK(drain(one) == Handles{1, 2, 3, 4, 5, 6, 7, 8, 9});
}

TEST_CASE("queue: assign makes the queue exactly these messages") {
  TestQueue queue;
  const QueuedMessage messages[] = {{7, 1, 0}, {8, 2, 0}, {9, 3, 0}};
  queue.push({1, 100, 0});
  CHECK(queue.assign(messages, 3) == Error::kNone);
  CHECK(queue.bytes() == 6);
  CHECK(queue.push({10, 4, 0}) == Error::kNone);
  CHECK(drain(queue) == Handles{7, 8, 9, 10});
  CHECK(queue.assign(messages, 1) == Error::kNone);
  CHECK(queue.assign(nullptr, 0) == Error::kNone);
  CHECK(queue.count() == 0);
  CHECK(queue.front() == nullptr);
}

TEST_CASE("queue: a message goes from the front, the middle and the end") {
  TestQueue queue;
  for (std::int32_t handle = 1; handle <= 5; ++handle) queue.push({handle, 10, 0});
  CHECK(queue.remove(3));
  CHECK(queue.remove(1));
  CHECK(queue.remove(5));
  CHECK_FALSE(queue.remove(5));
  CHECK(queue.count() == 2);
  CHECK(queue.bytes() == 20);
  CHECK(queue.push({6, 1, 0}) == Error::kNone);
  CHECK(drain(queue) == Handles{2, 4, 6});
  CHECK_FALSE(queue.remove(6));
  CHECK(queue.push({7, 1, 0}) == Error::kNone);
  CHECK(queue.remove(7));
  CHECK(queue.push({8, 1, 0}) == Error::kNone);
  CHECK(drain(queue) == Handles{8});
}

TEST_CASE("queue: of equal handles the oldest goes") {
  TestQueue queue;
  for (const std::uint32_t size : {1U, 2U, 4U}) queue.push({5, size, 0});
  CHECK(queue.remove(5));
  CHECK(queue.bytes() == 6);
  CHECK(queue.front()->size == 2);
}

TEST_CASE("queue: the next handle above another") {
  TestQueue queue;
  CHECK(queue.after(Queue::kNoHandle) == nullptr);
  for (const std::int32_t handle : {0, 3, 7}) queue.push({handle, 1, 0});
  CHECK(queue.after(Queue::kNoHandle)->handle == 0);
  CHECK(queue.after(0)->handle == 3);
  CHECK(queue.after(4)->handle == 7);
  CHECK(queue.after(7) == nullptr);
}

TEST_CASE("queue: without memory a push and an assign leave everything as it was") {
  TestQueue queue;
  TestQueue filler;
  queue.push({1, 10, 0});
  queue.push({2, 20, 0});
  use_up_records(filler);
  const QueuedMessage messages[] = {{7, 1, 0}, {8, 2, 0}, {9, 3, 0}, {10, 4, 0}};

  // `free_records` of the four that the assignment needs are there
  for (std::size_t free_records = 0; free_records < 4; ++free_records) {
    CAPTURE(free_records);
    for (std::size_t index = 0; index < free_records; ++index) filler.pop();
    hxws::chunk_refuse_after(0);
    CHECK(queue.assign(messages, 4) == Error::kOutOfMemory);
    if (free_records == 0) CHECK(queue.push({3, 30, 0}) == Error::kOutOfMemory);
    CHECK(queue.count() == 2);
    CHECK(queue.bytes() == 30);
    CHECK(queue.front()->handle == 1);
    // what the refused assignment took is free again: no more and no less
    CHECK(use_up_records(filler) == free_records);
  }

  hxws::chunk_refuse_after(0);
  for (int index = 0; index < 4; ++index) filler.pop();
  CHECK(queue.assign(messages, 4) == Error::kNone);
  hxws::chunk_refuse_after(-1);
  CHECK(queue.push({11, 5, 0}) == Error::kNone);
  CHECK(drain(queue) == Handles{7, 8, 9, 10, 11});
}

TEST_CASE("queue: a long random use matches a plain list") {
  TestQueue queue;
  std::deque<QueuedMessage> model;
  std::uint32_t random = 99;
  for (int step = 0; step < 50000; ++step) {
    random = random * 1664525 + 1013904223;
    const std::uint32_t choice = (random >> 24) % 16;
    const QueuedMessage message = {static_cast<std::int32_t>(random >> 8), random >> 20,
                                   static_cast<double>(random % 97)};
    if (choice < 8) {
      REQUIRE(queue.push(message) == Error::kNone);
      model.push_back(message);
    } else if (choice < 13) {
      queue.pop();
      if (!model.empty()) model.pop_front();
    } else if (choice == 13) {
      const std::int32_t handle = model.empty() || random % 3 == 0 ? 7 : model[random / 3 % model.size()].handle;
      const auto found =
          std::find_if(model.begin(), model.end(), [&](const auto& one) { return one.handle == handle; });
      REQUIRE(queue.remove(handle) == (found != model.end()));
      if (found != model.end()) model.erase(found);
    } else if (choice == 14) {
      std::vector<QueuedMessage> edited(model.rbegin(), model.rend());
      REQUIRE(queue.assign(edited.data(), edited.size()) == Error::kNone);
      model.assign(edited.begin(), edited.end());
    } else if (random >> 31 != 0) {
      queue.clear();
      model.clear();
    }
    std::uint64_t bytes = 0;
    for (const QueuedMessage& queued : model) bytes += queued.size;
    REQUIRE(queue.count() == model.size());
    REQUIRE(queue.bytes() == bytes);
    const QueuedMessage* front = queue.front();
    REQUIRE((front == nullptr) == model.empty());
    if (front == nullptr) continue;
    REQUIRE(front->handle == model.front().handle);
    REQUIRE(front->size == model.front().size);
    REQUIRE(front->since == model.front().since);
  }
}
