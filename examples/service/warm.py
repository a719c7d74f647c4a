"""Imported by the fork server, once: it scores a survey of nobody's, so that all that a process needs is loaded."""

from service.scoring import Job, answer

TABLE = "\n".join([",".join(f"U{number}" for number in range(1, 10)), *[",".join("4" * 9)] * 3]).encode()

for product in [answer(Job("workbook", TABLE, "", "id")), answer(Job("page", TABLE, "", "en"))]:
    answer(Job("json", product.body, "", "id"))  # neither is a survey: reading and refusing them is wanted too
