// The bargaining solutions as lessons: what the records of the catalogue point at.
#pragma once

#include "entente/core/lesson.hpp"

namespace entente::settle {

extern const Lesson kNashLesson;
extern const Lesson kWeightedNashLesson;
extern const Lesson kKalaiSmorodinskyLesson;
extern const Lesson kEgalitarianLesson;
extern const Lesson kLeximinLesson;
extern const Lesson kUtilitarianLesson;
extern const Lesson kGuptaLivneLesson;
extern const Lesson kRaiffaLesson;
extern const Lesson kFallbackLesson;

}  // namespace entente::settle
