create type chat_answer_state as enum ('pending', 'answering', 'answered', 'failed');

-- Of a person's message: how far its answer is, and why there is none, in words for people. `asked` is raised to ask again.
alter table chat_messages add column answer_state chat_answer_state;
alter table chat_messages add column answer_reason text;
alter table chat_messages add column asked integer not null default 1;
-- Of an answer: the message that it answers.
alter table chat_messages add column answers uuid;
