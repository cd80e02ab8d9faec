/*
 * What kind of answer a question asks for, in four languages: told by the word it begins with, as
 * far as that can be told without a parser. What is put in front (a clause with «wenn», «und bei
 * euch», a vocative, «kurz gefragt:») is passed over; a question word inside a clause that hangs
 * on a verb («Wisst ihr, wie …?») does not open a question. Pure; tables of words in question.c.
 */
#ifndef TONFALL_COACH_QUESTION_H
#define TONFALL_COACH_QUESTION_H

#include "lang/analysis.h"

enum question {
	QUESTION_OPEN,	   /* how, what, which … */
	QUESTION_EITHER,   /* one of several: «Bus oder Velo?» */
	QUESTION_CLOSED,   /* yes or no */
	QUESTION_FRAGMENT, /* nothing to tell it by: «Und ihr?», or in none of the four languages */
};

/* The sentence must be a question of the analysis. */
enum question question_kind(const struct analysis *analysis, const struct sentence *sentence);

#endif
