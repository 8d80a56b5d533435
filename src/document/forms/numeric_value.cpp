#include "document/forms/numeric_value.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "ascii.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

constexpr double kMillisecondsInMinute = 60'000;
constexpr double kMillisecondsInDay = 86'400'000;
// The Monday of the week of 1970-01-01.
constexpr double kWeekBase = -259'200'000;
// The last date that JavaScript knows: 275760-09-13T00:00.
constexpr double kLastDate = 8'640'000'000'000'000;

// Reads a text from its beginning; what it can't read makes it fail for good.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool is_done() const { return !failed_ && at_ == text_.size(); }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void expect(char c) { failed_ = !take(c) || failed_; }
  bool take(char c) {
    if (peek() != c || at_ == text_.size()) return false;
    ++at_;
    return true;
  }

  // Digits, so many at least and at most.
  int digits(std::size_t least, std::size_t most) {
    int number = 0;
    std::size_t count = 0;
    for (; count < most && is_digit(peek()); ++count) number = number * 10 + (text_[at_++] - '0');
    failed_ = failed_ || count < least;
    digits_ = count;
    return number;
  }
  std::size_t digits_read() const { return digits_; }

  int within(int number, int least, int most) {
    failed_ = failed_ || number < least || number > most;
    return number;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t digits_ = 0;
  bool failed_ = false;
};

bool is_leap_year(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_of_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : kDays[month - 1];
}

// Days since 1970-01-01 in the proleptic Gregorian calendar.
std::int64_t days_since_1970(int year, int month, int day) {
  const std::int64_t before = year - 1;
  std::int64_t days = before * 365 + before / 4 - before / 100 + before / 400 - 719'162;
  for (int each = 1; each < month; ++each) days += days_of_month(year, each);
  return days + day - 1;
}

// Of a day, as 1 (Monday) to 7.
int weekday(std::int64_t days) { return static_cast<int>(((days + 3) % 7 + 7) % 7) + 1; }

int weeks_of_year(int year) {
  const int first = weekday(days_since_1970(year, 1, 1));
  return first == 4 || (first == 3 && is_leap_year(year)) ? 53 : 52;
}

int read_year(Reader& reader) { return reader.within(reader.digits(4, 6), 1, 275'760); }

int read_month(Reader& reader) {
  const int month = reader.within(reader.digits(2, 2), 1, 12);
  return std::clamp(month, 1, 12);
}

double read_date(Reader& reader) {
  const int year = read_year(reader);
  reader.expect('-');
  const int month = read_month(reader);
  reader.expect('-');
  const int day = reader.within(reader.digits(2, 2), 1, days_of_month(year, month));
  return static_cast<double>(days_since_1970(year, month, day)) * kMillisecondsInDay;
}

double read_week(Reader& reader) {
  const int year = read_year(reader);
  reader.expect('-');
  reader.expect('W');
  const int week = reader.within(reader.digits(2, 2), 1, weeks_of_year(std::max(year, 1)));
  // The week with the year's fourth day is its first.
  const std::int64_t fourth = days_since_1970(year, 1, 4);
  return static_cast<double>(fourth - weekday(fourth) + 1 + (week - 1) * 7) * kMillisecondsInDay;
}

double read_time(Reader& reader) {
  const int hour = reader.within(reader.digits(2, 2), 0, 23);
  reader.expect(':');
  const int minute = reader.within(reader.digits(2, 2), 0, 59);
  int milliseconds = 0;
  if (reader.take(':')) {
    milliseconds = reader.within(reader.digits(2, 2), 0, 59) * 1000;
    if (reader.take('.')) {
      int fraction = reader.digits(1, 3);
      for (std::size_t digits = reader.digits_read(); digits < 3; ++digits) fraction *= 10;
      milliseconds += fraction;
    }
  }
  return (hour * 60 + minute) * kMillisecondsInMinute + milliseconds;
}

double read_local_date_and_time(Reader& reader) {
  const double date = read_date(reader);
  if (!reader.take('T')) reader.expect(' ');
  return date + read_time(reader);
}

// Whether the text is a number as HTML writes it; strtod() would take more.
bool is_number(std::string_view text) {
  Reader reader(text);
  const auto skip_digits = [&] {
    bool found = false;
    for (; is_digit(reader.peek()); found = true) reader.take(reader.peek());
    return found;
  };
  reader.take('-');
  const bool has_integer = skip_digits();
  if (reader.take('.') ? !skip_digits() : !has_integer) return false;
  if (reader.take('e') || reader.take('E')) {
    if (!reader.take('-')) reader.take('+');
    if (!skip_digits()) return false;
  }
  return reader.is_done();
}

bool parse_number(std::string_view text, double& number) {
  if (!is_number(text)) return false;
  number = std::strtod(std::string(text).c_str(), nullptr);
  return std::isfinite(number);
}

struct StepScale {
  double standard;
  double factor;
};

StepScale step_scale(InputType type) {
  switch (type) {
    case InputType::kDate:
      return {1, kMillisecondsInDay};
    case InputType::kWeek:
      return {1, 7 * kMillisecondsInDay};
    case InputType::kTime:
    case InputType::kDatetimeLocal:
      return {60, 1000};
    default:
      return {1, 1};
  }
}

// Days, weeks and months have whole steps; times have steps of whole milliseconds.
double whole_step(InputType type, double step, double factor) {
  if (type == InputType::kNumber || type == InputType::kRange) return step * factor;
  const bool is_time = type == InputType::kTime || type == InputType::kDatetimeLocal;
  return is_time ? std::max(std::round(step * factor), 1.0) : std::max(std::round(step), 1.0) * factor;
}

}  // namespace

bool parse_numeric_value(InputType type, std::string_view text, double& number) {
  Reader reader(text);
  switch (type) {
    case InputType::kDate:
      number = read_date(reader);
      break;
    case InputType::kMonth: {
      const int year = read_year(reader);
      reader.expect('-');
      number = (year - 1970) * 12 + read_month(reader) - 1;
      return reader.is_done() && number <= (275'760 - 1970) * 12 + 8;
    }
    case InputType::kWeek:
      number = read_week(reader);
      break;
    case InputType::kTime:
      number = read_time(reader);
      break;
    case InputType::kDatetimeLocal:
      number = read_local_date_and_time(reader);
      break;
    default:
      return parse_number(text, number);
  }
  return reader.is_done() && number <= kLastDate;
}

std::string normalized_local_date_and_time(std::string_view text) {
  std::string normalized(text);
  const std::size_t separator = normalized.find_first_of("T ");
  normalized[separator] = 'T';
  const std::size_t fraction = normalized.find('.');
  if (fraction != std::string::npos) {
    normalized.resize(normalized.find_last_not_of('0') + 1);
    if (normalized.size() == fraction + 1) normalized.resize(fraction);
  }
  const std::size_t seconds = separator + 6;
  if (std::string_view(normalized).substr(seconds) == ":00") normalized.resize(seconds);
  return normalized;
}

std::string number_text(double number) {
  if (number == 0) return "0";
  constexpr int kDigits = 15;
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.*e", kDigits - 1, std::fabs(number));
  const std::string_view text(buffer);
  const std::size_t exponent_at = text.find('e');
  std::string digits(text.substr(0, 1));
  digits += text.substr(2, exponent_at - 2);
  digits.resize(digits.find_last_not_of('0') + 1);
  const int exponent = std::atoi(buffer + exponent_at + 1);
  const int count = static_cast<int>(digits.size());
  std::string sign = number < 0 ? "-" : "";
  if (exponent >= 21 || exponent < -6) {
    if (count > 1) digits.insert(1, 1, '.');
    return sign + digits + (exponent < 0 ? "e" : "e+") + std::to_string(exponent);
  }
  if (exponent < 0) return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  if (count <= exponent + 1) return sign + digits + std::string(static_cast<std::size_t>(exponent + 1 - count), '0');
  return sign + digits.insert(static_cast<std::size_t>(exponent) + 1, 1, '.');
}

StepRange step_range(pugi::xml_node input) {
  const InputType type = input_type(input);
  const StepScale scale = step_scale(type);
  const auto parse = [&](const char* name, double& number) {
    return parse_numeric_value(type, input.attribute(name).value(), number);
  };
  StepRange range;
  range.has_minimum = parse("min", range.minimum);
  range.has_maximum = parse("max", range.maximum);
  if (!range.has_minimum && !parse("value", range.base)) range.base = type == InputType::kWeek ? kWeekBase : 0;
  if (range.has_minimum) range.base = range.minimum;
  if (type == InputType::kRange) {
    if (!range.has_minimum) range.minimum = 0;
    range.maximum = std::max(range.has_maximum ? range.maximum : 100.0, range.minimum);
    range.has_minimum = range.has_maximum = true;
  }
  const std::string_view step = input.attribute("step").value();
  range.has_step = !equals_lower(step, "any");
  const bool is_given = parse_number(step, range.step) && range.step > 0;
  range.step = whole_step(type, is_given ? range.step : scale.standard, scale.factor);
  return range;
}

// As exact as the numbers are: Chromium tolerates the 2^24th part of a step, and can't tell where a number is so great
// that a step makes no difference to it.
bool is_step_mismatch(const StepRange& range, double number) {
  if (!range.has_step || !std::isfinite(number)) return false;
  const double distance = std::fabs(number - range.base);
  if (!std::isfinite(distance) || distance / std::ldexp(1, 53) > range.step) return false;
  const double remainder = std::fabs(distance - range.step * std::round(distance / range.step));
  const double tolerance = std::ldexp(range.step, -24);
  return tolerance < remainder && remainder < range.step - tolerance;
}

double clamp_to_range(const StepRange& range, double number) {
  const double within = std::max(range.minimum, std::min(number, range.maximum));
  if (!range.has_step) return within;
  const double rounded = range.base + std::round((within - range.base) / range.step) * range.step;
  const double stepped = rounded > range.maximum   ? rounded - range.step
                         : rounded < range.minimum ? rounded + range.step
                                                   : rounded;
  return stepped < range.minimum || stepped > range.maximum ? within : stepped;
}

}  // namespace hxws
