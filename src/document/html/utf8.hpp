// UTF-8 as browsers decode it (WHATWG Encoding, section 8.1.1).
#pragma once

#include <string>

namespace hxws {

// U+FFFD, for what can't be decoded and for what may not stand in a text.
inline constexpr const char* kReplacement = "\xEF\xBF\xBD";

// Puts U+FFFD in the place of what is no UTF-8.
void replace_invalid_utf8(std::string& text);

}  // namespace hxws
