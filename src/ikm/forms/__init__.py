"""Forms: what a questionnaire asks its respondents, whoever prints it.

A questionnaire (`ikm.questionnaires`) says how the columns of a form are told apart; a `SurveyForm` says what stands
on it: a title, an introduction, questions with their choices in order, thanks.  The Google Form, the questionnaire on
paper and the recording sheet are all made of one, so that their answers can be counted together.

============  =====================================================================
``form``      a form: its parts and questions, as data
``answers``   the choices of a question, the lowest score first
``making``    a form of a questionnaire
``proving``   whether answers to a form are recognised with no option, and what its headings must say for it
============  =====================================================================

It draws nothing (`ikm.rendering`) and reads no answers of respondents.

>>> from ikm.forms import form_of
>>> form = form_of("ppid", unit="Dinas Contoh")
>>> form.title, [part.key for part in form.parts]
('Survei Kepuasan Masyarakat – Dinas Contoh', ['about', 'elements', 'comments'])
>>> form.asked("element")[3].choices
('Sangat mahal', 'Cukup mahal', 'Murah', 'Gratis')
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.forms.form import FormPart, FormQuestion, SurveyForm
    from ikm.forms.making import form_of

__all__ = ["FormPart", "FormQuestion", "SurveyForm", "form_of"]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(__name__, {"form": "FormQuestion SurveyForm FormPart", "making": "form_of"})
