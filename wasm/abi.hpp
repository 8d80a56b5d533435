// The numbers that cross the border and belong to the border itself: all others stand beside what they speak of, in
// src/. js/codes.js has them by the same names.
#pragma once

#include <cstdint>

// To be raised whenever an old export changes; js/instance.js says which one it speaks.
constexpr std::int32_t kAbiVersion = 4;

// How an entry of hxws_payload is given: see PayloadEntry in src/payload.hpp.
enum EntryFlag : std::uint32_t {
  kNameIsJson = 1,
  kValueIsJson = 2,
  kReplaces = 4,
};

// What hxws_legacy_value found.
enum LegacyFlag : std::int32_t {
  kConnect = 1,
  kSend = 2,
};

// In the place of an offset into the message.
enum Missing : std::int32_t {
  kAbsent = -1,
  kDecoded = -2,
};

// How the source of a step of hxws_batch is to be parsed.
enum StepKind : std::int32_t {
  kByHost = 0,    // the whole message, by the host's rules
  kTogether = 1,  // with any others of this kind
  kAlone = 2,
};
