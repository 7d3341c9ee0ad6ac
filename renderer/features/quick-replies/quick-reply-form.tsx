import { Paperclip, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { QuickReply } from '../../../preload/entities.ts';
import type { TemplateVariable } from '../../../preload/entities/automation.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { useAttendance } from '../../state/attendance.ts';
import { type QuickReplyFile, saveQuickReply } from '../../state/quick-replies.ts';
import { notify } from '../../state/ui.ts';
import { upload } from '../../state/uploads.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { VariableButtons } from '../automation/variable-buttons.tsx';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useAsking } from '../forms/use-asking.ts';
import { FileName, SortIcon } from '../inbox/bubble/document-card.tsx';
import { fileSize } from '../inbox/bubble/file-name.ts';
import { previewOf } from './preview.ts';
import styles from './quick-replies-page.module.css';

const LONGEST = 4096;

interface QuickReplyFormProps {
  /** Absent for a new one. */
  reply: QuickReply | undefined;
  onClose: () => void;
}

export function QuickReplyForm({ reply, onClose }: QuickReplyFormProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const queues = useAttendance((state) => state.queues);
  const field = useRef<HTMLTextAreaElement>(null);
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const [queueId, setQueueId] = useState(String(reply?.queueId ?? ''));
  const [file, setFile] = useState<QuickReplyFile | undefined>(
    reply?.file && { ...reply.file, attachmentId: undefined },
  );
  const { busy, error, setError, ask } = useAsking();
  const beside = (name: string) => {
    if (error?.field !== name) return undefined;
    return words(
      name === 'shortcut' && error.code === 'invalid-input' ? { code: 'shortcut-invalid' } : error,
    );
  };

  const submit = async () => {
    const kept = {
      id: reply?.id,
      shortcut,
      text,
      queueId: queueId === '' ? undefined : Number(queueId),
      file,
    };
    if (!(await ask(() => saveQuickReply(kept)))) return;
    notify('ok', t('quickReplies.saved', { shortcut: shortcut.trim().toLowerCase() }));
    onClose();
  };
  const shownBeside = error?.field !== undefined && ['shortcut', 'text'].includes(error.field);
  return (
    <FormDialog
      onClose={onClose}
      title={reply ? t('quickReplies.editTitle', { shortcut: reply.shortcut }) : t('quickReplies.newTitle')}
      save={t('common.save')}
      busy={busy}
      error={shownBeside ? undefined : error}
      onSubmit={submit}
    >
      <TextField
        label={t('quickReplies.shortcut')}
        hint={t('quickReplies.shortcutHint', { example: shortcut.trim().toLowerCase() || 'pix' })}
        maxLength={31}
        value={shortcut}
        onValue={(value) => setShortcut(value.replace(/^\//, ''))}
        error={beside('shortcut')}
      />
      <Field label={t('quickReplies.text')} error={beside('text')}>
        {(control) => (
          <textarea
            {...control}
            ref={field}
            className={styles.area}
            dir="auto"
            maxLength={LONGEST}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <VariableButtons field={field} value={text} onValue={setText} />
      <Preview text={text} />
      <FilePart file={file} onFile={setFile} onError={setError} />
      {queues.length > 0 && (
        <Field label={t('quickReplies.queue')}>
          {(control) => (
            <Select
              {...control}
              value={queueId}
              onValue={setQueueId}
              choices={[
                { value: '', label: t('quickReplies.everyQueue') },
                ...queues.map(({ id, name }) => ({ value: String(id), label: name })),
              ]}
            />
          )}
        </Field>
      )}
    </FormDialog>
  );
}

function Preview({ text }: { text: string }) {
  const { t } = useTranslation();
  if (text.trim() === '') return null;
  const values: Record<TemplateVariable, string> = {
    nome: t('quickReplies.sampleName'),
    primeiro_nome: t('quickReplies.sampleFirst'),
    saudacao: t('quickReplies.sampleGreeting'),
    atendente: t('quickReplies.sampleUser'),
    fila: t('quickReplies.sampleQueue'),
    canal: t('quickReplies.sampleChannel'),
    protocolo: '20261125-0007',
    horario: t('quickReplies.sampleHours'),
  };
  return (
    <figure className={styles.preview}>
      <figcaption>
        {t('quickReplies.preview')} <span>{t('quickReplies.previewAbout')}</span>
      </figcaption>
      <p className={styles.bubble} dir="auto">
        {previewOf(text, values).map((piece, index) => {
          // oxlint-disable react/no-array-index-key -- pieces of one text never move
          if ('text' in piece) return piece.text;
          if ('value' in piece) return <mark key={index}>{piece.value}</mark>;
          return (
            <mark key={index} data-unknown>
              {piece.unknown}
            </mark>
          );
          // oxlint-enable react/no-array-index-key
        })}
      </p>
    </figure>
  );
}

interface FilePartProps {
  file: QuickReplyFile | undefined;
  onFile: (file: QuickReplyFile | undefined) => void;
  onError: (error: CallError | undefined) => void;
}

function FilePart({ file, onFile, onError }: FilePartProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const chooser = useRef<HTMLInputElement>(null);
  const [coming, setComing] = useState(false);
  const bring = async (chosen: File | undefined) => {
    if (!chosen) return;
    setComing(true);
    const result = await upload(chosen, { fileName: chosen.name, signal: new AbortController().signal });
    setComing(false);
    onError(result.ok ? undefined : result.error);
    if (result.ok) onFile(result.attachment);
  };
  return (
    <fieldset className={styles.filePart} aria-label={t('quickReplies.file')}>
      {file ? (
        <>
          <SortIcon fileName={file.fileName} />
          <span className={styles.fileWords}>
            <FileName name={file.fileName} />
            <span className={styles.about}>{fileSize(file.size, language)}</span>
          </span>
          <IconButton icon={X} label={t('quickReplies.removeFile')} onClick={() => onFile(undefined)} />
        </>
      ) : (
        <Button icon={Paperclip} busy={coming} onClick={() => chooser.current?.click()}>
          {t('quickReplies.attach')}
        </Button>
      )}
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={t('quickReplies.attach')}
        onChange={({ target }) => {
          void bring(target.files?.[0]);
          target.value = '';
        }}
      />
    </fieldset>
  );
}
