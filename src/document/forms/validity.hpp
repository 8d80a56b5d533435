// WHATWG HTML, section 4.10.20: constraint validation.
#pragma once

#include <cstdint>
#include <pugixml.hpp>

namespace hxws {

// What a control suffers from: bits. Pattern mismatches, and the type mismatch of a url, are not found here: they need
// JavaScript's regular expressions and the host's URL parser.
enum ValidityFlag : std::uint32_t {
  kValueMissing = 1,
  kTypeMismatch = 2,
  kPatternMismatch = 4,
  kTooLong = 8,
  kTooShort = 16,
  kRangeUnderflow = 32,
  kRangeOverflow = 64,
  kStepMismatch = 128,
  kBadInput = 256,
};

// 0 where the element is valid or barred from validation. What a user typed may be too long or too short, what the page
// itself says may not.
std::uint32_t validity_of(pugi::xml_node element);

// Whether the element can be validated: it is a candidate, and not barred.
bool will_validate(pugi::xml_node element);

// Whether the element's attribute "required" means anything, of some type of input.
bool can_be_required(pugi::xml_node element);

// Whether it is required.
bool is_required(pugi::xml_node element);

}  // namespace hxws
