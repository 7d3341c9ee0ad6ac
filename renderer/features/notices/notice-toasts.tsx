import { useTranslation } from 'react-i18next';
import { dismissNotice, openNotice, useNotices } from '../../state/notices.ts';
import { MessageToast } from '../../ui/toast.tsx';

/** Who has written, for somebody who works elsewhere in the window. */
export function NoticeToasts() {
  const { t } = useTranslation();
  const shown = useNotices((state) => state.shown);
  return shown.map((notice) => (
    <MessageToast
      key={notice.key}
      title={notice.title}
      body={notice.body}
      {...(notice.conversationId !== undefined && {
        action: t('notices.open'),
        onAction: () => openNotice(notice),
      })}
      closeLabel={t('common.close')}
      onClose={() => dismissNotice(notice.key)}
    />
  ));
}
