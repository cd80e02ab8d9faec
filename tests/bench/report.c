#include "report.h"

#include <stdio.h>

static double median(results all, size_t index, enum program_id program, enum figure figure)
{
	return index < case_count ? samples_quantile(&all[index][program][figure], 0.5) : 0;
}

static const char *number(enum figure figure, double value, char *out, size_t room)
{
	bool whole = figure == BYTES || figure == MEMORY || value >= 100;
	(void)snprintf(out, room, whole ? "%.0f" : "%.2f", value);
	return out;
}

static void print_figure(struct samples *samples, enum figure figure)
{
	char middle[32], least[32], most[32];
	double low = samples_quantile(samples, 0), high = samples_quantile(samples, 1);
	if (samples->count == 0) {
		printf(" |");
		return;
	}
	printf(" %s", number(figure, samples_quantile(samples, 0.5), middle, sizeof middle));
	if (samples->count > 1 && high > low)
		printf(" (%s–%s)", number(figure, low, least, sizeof least),
		       number(figure, high, most, sizeof most));
	printf(" |");
}

static bool has_figure(results all, size_t index, int figure)
{
	bool has = false;
	for (int program = 0; program < PROGRAMS; program++)
		has |= all[index][program][figure].count > 0;
	return has;
}

void report_case(results all, size_t index)
{
	printf("\n### %s: %s\n\n| program |", cases[index].name, cases[index].what);
	for (int i = 0; i < FIGURES; i++)
		if (has_figure(all, index, i))
			printf(" %s |", figure_names[i]);
	printf("\n|---|");
	for (int i = 0; i < FIGURES; i++)
		if (has_figure(all, index, i))
			printf("--:|");
	for (int program = 0; program < PROGRAMS; program++) {
		if (all[index][program][MEMORY].count == 0)
			continue;
		printf("\n| %s |", programs[program].name);
		for (int i = 0; i < FIGURES; i++)
			if (has_figure(all, index, i))
				print_figure(&all[index][program][i], (enum figure)i);
	}
	printf("\n");
}

static void print_against(const struct promise *p, double peer)
{
	char text[32];
	const char *other = p->figure == p->peer_figure ? "" : figure_names[p->peer_figure];
	if (p->program == PROGRAMS) {
		printf(" – | |");
		return;
	}
	printf(" %s, %s%s%s: %s", programs[p->program].name, p->to, *other ? ", " : "", other,
	       number(p->peer_figure, peer, text, sizeof text));
	if (p->plus > 0)
		printf(" and %.0f", p->plus);
	printf(" |");
}

int report_promises(results all)
{
	int broken = 0;
	printf("\n## Promises\n\n| case | figure | is | against | ratio | at most | kept |\n"
	       "|---|---|--:|---|--:|--:|---|\n");
	for (size_t i = 0; i < promise_count; i++) {
		const struct promise *p = &promises[i];
		bool alone = p->program == PROGRAMS;
		char text[32];
		double is = median(all, case_index(p->of), TONFALL, p->figure);
		double peer = alone ? p->plus
				    : median(all, case_index(p->to), p->program, p->peer_figure);
		if (is <= 0 || peer <= 0)
			continue;
		bool kept = is <= (alone ? peer : p->most * peer + p->plus);
		printf("| %s | %s | %s |", p->of, figure_names[p->figure],
		       number(p->figure, is, text, sizeof text));
		print_against(p, peer);
		if (alone)
			printf(" %.0f |", p->plus);
		else
			printf(" %.2f | %.2f |", is / (peer + p->plus), p->most);
		printf(" %s |\n", kept ? "yes" : "**no**");
		broken += !kept;
	}
	printf("\n%d over their budget.\n", broken);
	return broken;
}

void report_others(results all)
{
	int count = 0;
	printf("\n## Where others win\n\n");
	for (size_t i = 0; i < case_count; i++)
		for (int figure = 0; figure < FIGURES; figure++) {
			double ours = median(all, i, TONFALL, (enum figure)figure);
			for (int program = 0; ours > 0 && program < PROGRAMS; program++) {
				double theirs = median(all, i, (enum program_id)program,
						       (enum figure)figure);
				char a[32], b[32];
				if (program == TONFALL || program == FLOOR || theirs <= 0 ||
				    theirs >= ours)
					continue;
				printf("- %s, %s: %s %s, tonfall %s (%.2f times)\n", cases[i].name,
				       figure_names[figure], programs[program].name,
				       number((enum figure)figure, theirs, a, sizeof a),
				       number((enum figure)figure, ours, b, sizeof b),
				       ours / theirs);
				count++;
			}
		}
	if (count == 0)
		printf("Nowhere in this run.\n");
}
