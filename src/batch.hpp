// What is left to do of several messages, so that the page ends as if they had been applied one by one.
//
// A replacement that a later one of the same target undoes is not done at all, and insertions at the end of one target
// become one. Nothing is known of the page: what is planned is right wherever the targets stand, one inside another or
// not. Everything whose effect can't be foreseen (scripts, htmx attributes, a selector that is no id, a message that
// the tokenizer is unsure of) is a barrier: what comes before it is done before it, and nothing is dropped for its
// sake.
#pragma once

#include <cstdint>
#include <string_view>

#include "attributes.hpp"
#include "error.hpp"
#include "fragments.hpp"

namespace hxws {

// One thing to do. Spans are bytes of the message.
struct BatchStep {
  std::uint32_t message;  // index
  bool sure;              // otherwise the host must parse the message, and what follows says nothing
  bool alone;             // its source is only right when it is parsed on its own
  Span source;            // of the element
  std::uint32_t flags;    // ElementFlag
  bool has_swap;
  Span swap;           // the value of hx-swap-oob
  std::uint32_t into;  // the step, an earlier one or itself, that this one's children are inserted with
};

struct Batch {
  Error error;  // kNone or kOutOfMemory
  const BatchStep* steps;
  std::uint32_t count;
};

// `messages` are UTF-8, oldest first. The result lives in the arena, until its next reset.
Batch plan_batch(const std::string_view* messages, std::uint32_t count);

}  // namespace hxws
