/* gumbo's tokenizer, with two things put right: after an attribute that is there twice, the next one's name would begin
   with that name, and references to numbers beyond an int would overflow it. gumbo keeps its functions to its file, so
   this file takes that in whole; what it reports of errors is wanted by nobody, and so serves as a place to step in. */
#include "char_ref.h"
#include "error.h"
#include "parser.h"
#include "tokenizer.h"
#include "utf8.h"

static GumboError* note_error(GumboParser* parser, const char* reporter);
static bool consume_reference(GumboParser* parser, Utf8Iterator* input, int additional_allowed_char,
                              bool is_in_attribute, OneOrTwoCodepoints* output);

#define consume_char_ref consume_reference
#define gumbo_add_error(parser) note_error(parser, __func__)
/* Of an attribute's empty text it looks at the byte before, which is there, by an offset of -1 that has no sign. */
#pragma clang attribute push(__attribute__((no_sanitize("pointer-overflow"))), apply_to = function)
#include "tokenizer.c"
#pragma clang attribute pop
#undef consume_char_ref

static GumboError* note_error(GumboParser* parser, const char* reporter) {
  if (strcmp(reporter, "add_duplicate_attr_error") == 0) reinitialize_tag_buffer(parser);
  return NULL;
}

/* More digits are more than the last code point has, in hexadecimal as in decimal, and fewer fit an int. */
enum { kMostDigits = 7 };

static bool is_reference_digit(char c, bool is_hexadecimal) {
  const char lower = (char)(c | 0x20);
  return (c >= '0' && c <= '9') || (is_hexadecimal && lower >= 'a' && lower <= 'f');
}

/* The length of the numeric character reference that begins at the text, without a semicolon, where it has too many
   digits; 0 where it has not, or where none begins. */
static size_t length_of_too_large(const char* text, const char* end) {
  const char* at = text;
  if (end - at < 3 || at[0] != '&' || at[1] != '#') return 0;
  at += 2;
  const bool is_hexadecimal = (*at | 0x20) == 'x';
  if (is_hexadecimal) ++at;
  while (at < end && *at == '0') ++at;
  const char* const first = at;
  while (at < end && is_reference_digit(*at, is_hexadecimal)) ++at;
  return at - first > kMostDigits ? (size_t)(at - text) : 0;
}

static bool consume_reference(GumboParser* parser, Utf8Iterator* input, int additional_allowed_char,
                              bool is_in_attribute, OneOrTwoCodepoints* output) {
  size_t length = length_of_too_large(utf8iterator_get_char_pointer(input), utf8iterator_get_end_pointer(input));
  if (length == 0) return consume_char_ref(parser, input, additional_allowed_char, is_in_attribute, output);
  for (; length > 0; --length) utf8iterator_next(input);
  if (utf8iterator_current(input) == ';') utf8iterator_next(input);
  output->first = 0xFFFD;
  output->second = kGumboNoChar;
  return false;
}
